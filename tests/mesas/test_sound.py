"""Sound, as cheap phones, other phones and browsers record it. The files in `sounds/` are tones of less than a second,
written by a real program with a title, a person, a place and a day among their tags."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from mesas.choices import FileKind
from mesas.uploads import check_upload
from mesas.uploads.audio import boxes
from tests.mesas import files

SOUNDS = Path(__file__).parent / "sounds"
SECRETS = (b"SECRETO", b"Rosa", b"71.5", b"2026-03-17")
KNOWN = {
    "tone.mp3": ".mp3", "tone.m4a": ".m4a", "recorder.m4a": ".m4a", "tone.aac": ".aac", "opus.ogg": ".ogg",
    "vorbis.ogg": ".ogg", "tone.wav": ".wav", "tone.amr": ".amr", "tone.3gp": ".3gp", "tone.weba": ".weba",
    "recorder.weba": ".weba",
}  # fmt: skip
TAGGED = ("tone.mp3", "tone.m4a", "recorder.m4a", "opus.ogg", "vorbis.ogg", "tone.wav", "tone.3gp", "tone.weba")


def sound(name):
    return (SOUNDS / name).read_bytes()


def checked(data, name="nota.jpg"):
    return check_upload(files.upload(data, name))


def refusal(data):
    with pytest.raises(ValidationError) as refused:
        checked(data)
    [message] = refused.value.messages
    return refused.value.code, message


@pytest.mark.parametrize(("name", "extension"), KNOWN.items())
def test_it_is_known_by_its_content_and_kept_as_it_came(name, extension):
    data = sound(name)

    file = checked(data)

    assert (file.kind, file.extension, file.original.read()) == (FileKind.AUDIO, extension, data)
    assert (file.shown.extension, file.shown.width, file.small) == (extension, None, None)


@pytest.mark.parametrize("name", TAGGED)
def test_who_when_and_where_are_not_in_what_is_played_to_others(name):
    data = sound(name)

    shown = checked(data).shown.data

    assert [secret for secret in SECRETS if secret in data] != []
    assert [secret for secret in SECRETS if secret in shown] == []
    assert checked(shown).shown.data == shown  # it is whole, and has nothing left to take out


def box(kind, content):
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def test_the_place_that_a_telephone_writes_beside_the_sound_is_gone():
    data = sound("tone.m4a")
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7-14.7899-071.4123/"))
    more = [box(b"uuid", b"-14.7899" * 4), box(b"meta", b"com.apple.quicktime.location.ISO6709 -14.7899")]

    shown = checked(data + place + b"".join(more)).shown.data

    assert b"14.7899" not in shown
    assert b"location" not in shown


def test_nor_does_it_stay_deep_within_what_playing_needs():
    note = box(b"udta", b"-14.7899")
    table = box(b"stbl", box(b"stts", bytes(8)) + note)
    track = box(b"trak", box(b"mdia", box(b"minf", box(b"dinf", box(b"dref", bytes(8)) + note) + table)))
    data = bytearray(box(b"moov", track + box(b"mvex", note)) + box(b"moof", box(b"traf", note)))

    boxes.empty(data, b"", 0, len(data))

    assert (b"14.7899" in data, data.count(b"free"), data.count(b"stts")) == (False, 4, 1)


def test_neither_is_the_moment_of_recording():
    data = bytearray(sound("tone.m4a"))
    place = data.index(b"mvhd") + 8
    data[place : place + 4] = b"\xe5\xa1\xb2\xc3"

    assert b"\xe5\xa1\xb2\xc3" not in checked(bytes(data)).shown.data


def test_notes_of_a_recorder_in_a_wave_are_gone():
    data = sound("tone.wav")
    note = b"bext" + (40).to_bytes(4, "little") + b"Rosa Quispe, Espinar".ljust(40, b"\0")

    shown = checked(data + note).shown.data

    assert b"Quispe" not in shown
    assert shown[8:16] == b"WAVEfmt "


def test_tags_behind_an_mp3_are_gone_and_so_is_what_follows_them():
    behind = b"TAG" + b"Rosa Quispe".ljust(125, b"\0") + b"MZ programa"

    assert b"Quispe" not in checked(sound("tone.mp3") + behind).shown.data
    assert b"MZ" not in checked(sound("tone.mp3") + behind).shown.data


def test_a_cover_picture_goes_with_the_tags():
    picture = files.photo_with_secrets()
    frame = b"APIC" + len(picture).to_bytes(4, "big") + b"\0\0" + picture
    size = len(frame)
    head = b"ID3\x03\0\0" + bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))

    assert files.SECRET_PLACE not in checked(head + frame + sound("tone.mp3")).shown.data


def test_a_stream_beside_the_sound_leaves_nothing_to_show():
    beside = sound("vorbis.ogg")

    file = checked(sound("opus.ogg") + beside)

    assert (file.kind, file.shown) == (FileKind.AUDIO, None)


def test_a_track_that_is_no_sound_leaves_nothing_to_show():
    """Some telephones write the places passed while recording into a track of their own."""
    data = sound("tone.m4a")
    place = data.index(b"moov") - 4
    size = int.from_bytes(data[place : place + 4], "big")
    places = box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + b"meta" + b"\0" * 13)))
    grown = (size + len(places)).to_bytes(4, "big") + data[place + 4 : place + size] + places + data[place + size :]

    file = checked(data[:place] + grown)

    assert (file.kind, file.shown) == (FileKind.AUDIO, None)


@pytest.mark.parametrize("name", ["film.mp4", "film.webm"])
def test_a_video_is_refused(name):
    assert refusal(sound(name)) == (
        "wrong_kind", "«nota.jpg»: Es un video, que no se puede recibir. Envíe una foto, o solo el sonido."
    )  # fmt: skip


#: First bytes alone: nothing of what they promise.
HEADS = {
    "mp3": b"\xff\xfb\x90\x00" + b"\0" * 600,
    "tags without sound": b"ID3\x04\0\0\0\0\0\x0a" + b"\0" * 10 + b"\xff\xfb\x90\x00",
    "aac": b"\xff\xf1\x50\x40\x10\x3f\xfc" + b"\0" * 600,
    "amr": b"#!AMR\n" + b"\xff" * 100,
    "ogg": b"OggS" + b"\0" * 200,
    "wav": b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + b"\0" * 16,
    "m4a": b"\0\0\0\x18ftypM4A " + b"\0" * 50,
    "boxes without end": b"\0\0\0\x18ftypM4A " + b"\0" * 12 + b"\0\0\0\x02moov" * 200,
    "3gp": b"\0\0\0\x18ftyp3gp4" + b"\0" * 50,
    "webm": b"\x1a\x45\xdf\xa3" + b"\0" * 200,
    "webm, all of it unknown": b"\x1a\x45\xdf\xa3\xff" * 200,
}


@pytest.mark.parametrize("data", HEADS.values(), ids=HEADS)
def test_only_a_head_is_refused(data):
    assert refusal(data) == (
        "unreadable",
        "«nota.jpg»: El audio está dañado o incompleto y no se puede abrir. Grábelo de nuevo o busque otra copia.",
    )


@pytest.mark.parametrize("name", KNOWN)
def test_cut_anywhere_it_is_refused_or_harmless(name):
    """A recorder that ran out of power leaves a file that still plays; nothing of what was hidden in it is shown."""
    data = sound(name)

    for end in range(4, len(data), 101):
        try:
            shown = checked(data[:end]).shown
        except ValidationError:
            continue
        assert not shown or [secret for secret in SECRETS if secret in shown.data] == []


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize("behind", [files.zip_bomb(), b"<script>alert(1)</script>"], ids=["an archive", "a page"])
def test_what_is_also_something_else_is_refused(name, behind):
    code, message = refusal(sound(name) + behind)

    assert (code, "esconde otro archivo" in message) == ("two_natures", True)
