"""Courses of events: mentions of one event joined across articles, and the life of an act from threat to deed."""

from kg.courses.chains import Course, Step, courses
from kg.courses.comparing import Change, Difference, compared
from kg.courses.figures import FIGURES, Moving, moving
from kg.courses.joining import JoinedEvent, joined_events
from kg.courses.selecting import became
from kg.courses.tellings import PHASES, Telling, tellings

__all__ = [
    "FIGURES",
    "PHASES",
    "Change",
    "Course",
    "Difference",
    "JoinedEvent",
    "Moving",
    "Step",
    "Telling",
    "became",
    "compared",
    "courses",
    "joined_events",
    "moving",
    "tellings",
]
