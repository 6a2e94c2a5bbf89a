"""The way of an upload from file to stored rows, and of a row without a place."""

from enum import StrEnum


class JobState(StrEnum):
    """Where an upload stands; READING, CHECKING and WRITING are worked on by a process of their own."""

    UPLOADED = "uploaded"
    READING = "reading"
    READ = "read"
    CHECKING = "checking"
    CHECKED = "checked"
    WRITING = "writing"
    DONE = "done"
    REFUSED = "refused"
    CANCELLED = "cancelled"


WORKING = frozenset({JobState.READING, JobState.CHECKING, JobState.WRITING})
ENDED = frozenset({JobState.DONE, JobState.CANCELLED})


class UnlocatedState(StrEnum):
    """What became of a row without a place."""

    OPEN = "open"
    PLACED = "placed"
    DISMISSED = "dismissed"
