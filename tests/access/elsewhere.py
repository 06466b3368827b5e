"""Routes that the matrix cannot ask: why, and the tests that do; or that they are nobody's.

Each stands in `@pytest.mark.asks` of a test there, which fails where it does not ask it both by
somebody who may and by somebody who may not.
"""

SECRET = "opened by its secret, without a log-in"
CHAT = "by the chat in its address, and whether one is reached in it (tests/channels/test_chats)"

ELSEWHERE: dict[str, str] = {
    **dict.fromkeys(["shared", "shared_pdf", "shared_png"], f"{SECRET} (tests/web/test_shared)"),
    "shared_svg": f"{SECRET} (tests/web/test_map_measures)",
    "calendar_feed": f"{SECRET} (tests/channels/test_calendar)",
    "mail_off": f"{SECRET} (tests/channels/test_mail)",
    "chat_hook": "opened by its signature, without a log-in (tests/channels/test_from_chats)",
    **dict.fromkeys(
        [
            "chats.connect",
            "chats.disconnect",
            "chats.code",
            "chats.paste",
            "chats.turn",
            "chats.forget",
            "delivery_chat",
        ],
        CHAT,
    ),
    "goals_file.apply": "its goals stand in the body (tests/api/test_goals_file)",
    "goals_file.undo": "one's own entry of the history (tests/api/test_goals_file)",
    "goals_undo": "one's own entry of the history (tests/web/test_goals_file)",
    "plan_editions.say_unnamed": "once five were asked (tests/api/test_plans)",
    "mentors.answer_wish": "needs a wish that fits (tests/web/test_mentors)",
    "mentor_asked": "needs a wish that fits (tests/web/test_mentors)",
    "knowledge.turn_into": "its experiment stands in the body (tests/web/test_knowledge)",
    "inbox.answer": "waits in the asking person's own list (tests/api/test_inbox)",
    "inbox_answer": "waits in the asking person's own list (tests/web/test_inbox)",
    "imports.start": "takes a file (tests/api/test_figures)",
    "imports.guessed": "takes a file (tests/api/test_figures)",
    "what_if.preview": "its goals stand in the body (tests/api/test_what_changes)",
    "glance.keep": "needs published figures (tests/services/test_glance)",
    "measures.figures": "the scope stands in the query (tests/api/test_figures)",
    "measures.export": "needs published figures (tests/api/test_figures)",
    "measures.tickets": "needs published figures (tests/api/test_figures)",
    "measure_tickets_csv": "needs published figures (tests/web/test_measure_page)",
    "maps.take_comment_away": "needs a comment of a customer (tests/web/test_outside)",
}

NOBODYS: dict[str, str] = {
    "templates.template": "the templates are everybody's",
    "measures.kpi": "the catalogue is everybody's",
    "gallery": "samples without data, while developing",
}
"""What says nothing of anybody, so that nobody is refused it."""
