"""Compiles the translations, since a fresh machine has no msgfmt: `python -m config.translations`."""

from pathlib import Path

import polib


def compile_translations(folder: Path) -> list[Path]:
    """Write beside each .po file the .mo file that Django reads, where that one is missing or older."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written


if __name__ == "__main__":
    compile_translations(Path(__file__).resolve().parent.parent / "locale")
