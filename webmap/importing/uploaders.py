"""Who may send a large file, told from the cookie before any of the file is kept."""


def may_upload(cookie: str) -> bool:
    """Whether the viewer behind a Cookie header may import anything."""
    # Only now: these know the models, which Django has to have set up first.
    from geodata.rules.import_kinds import kinds_for
    from webmap.live.audience import viewer_of_cookie

    return bool(kinds_for(viewer_of_cookie(cookie)))
