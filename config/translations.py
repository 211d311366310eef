"""Compiles the translations, since a fresh machine has no msgfmt: `python -m config.translations`."""

import os
from pathlib import Path

import polib


def compile_translations(folder: Path) -> list[Path]:
    """Write beside each .po file the .mo file that Django reads, where that one is missing or older."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            ours = target.with_suffix(f".{os.getpid()}.mo")  # several programs may start at once; none reads half of it
            polib.pofile(str(source)).save_as_mofile(str(ours))
            ours.replace(target)
            written.append(target)
    return written


if __name__ == "__main__":
    compile_translations(Path(__file__).resolve().parent.parent / "locale")
