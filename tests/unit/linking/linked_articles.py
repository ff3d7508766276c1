"""Articles written for tests, with the items that their names mean; names that are left out mean none that we know.

Countries and international bodies, which resolution links by tables, are left out.
"""

from __future__ import annotations

__all__ = ["ARTICLES"]

#: Text, and the item of each name that the knowledge base has.
ARTICLES: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "PARIS, Texas - A fire damaged a school in Paris on Monday, the mayor of Paris said. Officials in "
        "Lamar County said nobody was hurt. Superintendent Paul Jones said the school in Paris, Texas, would "
        "open on Friday.",
        {
            "Texas": "Q1439",
        },
    ),
    (
        "ATLANTA - The governor of Georgia signed a bill on Tuesday that raises taxes on fuel in Georgia. "
        "Lawmakers in Atlanta had debated it for weeks. Alabama and Florida have passed similar laws, a "
        "senator from Savannah said.",
        {
            "Georgia": "Q1428",
            "Alabama": "Q173",
            "Florida": "Q812",
        },
    ),
    (
        "Michael Jordan visited a farm in Kent on Sunday. Jordan planted an apple tree. Apple growers in the "
        'county fear frost. Jordan said Target volunteers would help. "Prices will rise," said farmer Tom '
        "Ford. Ford owns it.",
        {},
    ),
    (
        "CUPERTINO, California - Apple sued a supplier on Monday. The technology company, which makes the "
        "iPhone, said the supplier had sold its designs. Walmart, a retailer, declined to comment on the "
        "suit.",
        {
            "California": "Q99",
            "Apple": "Q312",
            "Walmart": "Q483551",
        },
    ),
    (
        "Washington beat Denver on Saturday. Coach John Washington praised his team. Washington had lost in "
        "New York last week. Sources in Washington said the president would call.",
        {},
    ),
    (
        "LINCOLN, England - A pub in Lincoln has closed, the city council said. Residents of Boston, "
        "Lincolnshire, and of Washington, a town near Sunderland, lost their pubs. The owner, Orange Inns, "
        "blamed taxes.",
        {
            "England": "Q21",
        },
    ),
    (
        "VELM - The Ministry of Justice of Varnia said on Monday that minister Ada Pell had resigned. The "
        "National Bank lowered its rates. The Labour Party welcomed the step. The National Police arrested a "
        "man in San Jose. The Democratic Party protested in Springfield. Ivo Lincoln said Phoenix, a shipping"
        " firm, would be sold to Delta.",
        {},
    ),
    (
        "FRANKFURT - Lufthansa cancelled flights to Birmingham, Alabama, on Thursday. Volkswagen and Siemens "
        "said workers in Hamburg would stay at home. Deutsche Bahn stopped trains to Berlin and Munich. In "
        "London, Ontario, a flight from Paris was delayed.",
        {
            "Alabama": "Q173",
            "Volkswagen": "Q246",
            "Siemens": "Q81230",
            "Hamburg": "Q1055",
            "Deutsche Bahn": "Q9322",
            "Berlin": "Q64",
            "Munich": "Q1726",
            "Ontario": "Q1904",
            "Paris": "Q90",
        },
    ),
    (
        "MOSCOW - U.S. President Barack Obama met Russian President Vladimir Putin in Moscow on Monday. The "
        "White House said the United States and Russia would cooperate. Gazprom opened an office in Kyiv, the"
        " Associated Press reported. Hillary Putin, a teacher, was not there. Michelle Obama visited Kyiv.",
        {
            "U.S. President Barack Obama": "Q76",
            "Vladimir Putin": "Q7747",
            "Moscow": "Q649",
            "Gazprom": "Q102673",
            "Kyiv": "Q1899",
            "Associated Press": "Q40469",
        },
    ),
    (
        "SEATTLE - Workers at Amazon went on strike on Friday. The company said parcels would be late. In "
        "Brazil, loggers burned trees near Manaus. Microsoft, also of Seattle, was not hit. Google offered "
        "help. The Federal Bureau of Investigation is looking into it.",
        {
            "Seattle": "Q5083",
            "Amazon": "Q3884",
            "Microsoft": "Q2283",
            "Google": "Q95",
            "Federal Bureau of Investigation": "Q8333",
        },
    ),
    (
        "DELHI - India's Bharatiya Janata Party and the Aam Aadmi Party called a strike in the capital on "
        "Thursday. The Indian Navy sent a ship to Mumbai. Air India stopped flights to Dhaka and Dubai.",
        {
            "Bharatiya Janata Party": "Q10230",
            "Aam Aadmi Party": "Q129844",
            "Indian Navy": "Q356359",
            "Dhaka": "Q1354",
            "Dubai": "Q612",
        },
    ),
    (
        "AUCKLAND - New Zealand's prime minister, Lena Marsh, flew from Wellington to Sydney on Friday. She "
        "met the premier of Queensland. Qantas apologised to passengers in Melbourne. Greenpeace protested in"
        " Auckland.",
        {
            "Wellington": "Q23661",
            "Sydney": "Q3130",
            "Queensland": "Q36074",
            "Melbourne": "Q3141",
            "Greenpeace": "Q81307",
            "Auckland": "Q37100",
        },
    ),
)
