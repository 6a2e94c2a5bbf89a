"""The steps a process of its own takes with an upload: which may begin when, and where a stopped one leaves it."""

from enum import StrEnum

from .import_flow import JobState


class Step(StrEnum):
    """Read the file and guess; check it without writing; write it."""

    READ = "read"
    CHECK = "check"
    WRITE = "write"


WORKING_STATE = {
    Step.READ: JobState.READING,
    Step.CHECK: JobState.CHECKING,
    Step.WRITE: JobState.WRITING,
}
FINISHED_STATE = {Step.READ: JobState.READ, Step.CHECK: JobState.CHECKED, Step.WRITE: JobState.DONE}
STEP_OF = {state: step for step, state in WORKING_STATE.items()}
# Working states are listed for steps that were broken off: nobody works on the upload any more.
_BEGINS = {
    Step.READ: frozenset(JobState) - {JobState.DONE, JobState.CANCELLED},
    Step.CHECK: frozenset(
        {JobState.READ, JobState.CHECKING, JobState.CHECKED, JobState.REFUSED, JobState.WRITING}
    ),
    Step.WRITE: frozenset({JobState.CHECKED, JobState.WRITING}),
}


def may_begin(step: Step, state: JobState) -> bool:
    """Whether a step may begin with an upload that nobody is working on.

    Parameters
    ----------
    step : the step that is asked for
    state : where the upload stands

    Returns
    -------
    True where it may; only what was checked may be written.

    >>> may_begin(Step.WRITE, JobState.CHECKED), may_begin(Step.WRITE, JobState.READ)
    (True, False)
    """
    return state in _BEGINS[step]


def stopped_state(state: JobState, *, was_read: bool) -> JobState:
    """Where an upload stands after its step was stopped: one step back, with nothing written.

    Parameters
    ----------
    state : a working state
    was_read : whether an earlier reading left something to look at

    Returns
    -------
    READ or CHECKED, CANCELLED where nothing had been read yet.

    >>> stopped_state(JobState.WRITING, was_read=True)
    <JobState.CHECKED: 'checked'>
    """
    if state == JobState.WRITING:
        return JobState.CHECKED
    return JobState.READ if was_read else JobState.CANCELLED
