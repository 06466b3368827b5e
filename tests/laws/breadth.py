"""Why a page calls what programs need not, and what programs can do that no page does yet.

Names are those of the services, as room.module.function; the two rooms without folder are plain.
"""

#: What pages alone call, by the reason why programs lack nothing.
PAGES_ALONE = {
    "fills a list to choose from; programs read the list of the things themselves": """
        adoption.plan.units_led experiments.planning.offers goals.goal_list.above
        goals.goal_list.all_goals goals.goal_uses.chosen knowledge.posts.mine
        ladders.ladder_access.all_seen ladders.ladder_access.units_led loop.thanks.behaviours
        loop.thanks.goals measures.measure_list.titles
        measures.catalogue.by_hand measures.catalogue.ratios
        measures.catalogue.reference measures.previewing.there_are measures.ratios.offered
        people.people.names plans.plan_people.areas pyramid.meetings.led
        realignment.realign_pick.unit_of
    """,
    "says why a list is empty; programs read the empty list": """
        access.sees_whole measures.figures.published
    """,
    "decides whether a button is shown; programs are told no": """
        access.may adoption.plan.to_change maps.maps.may_begin measures.benchmarks.may_enter
        measures.glance.may_bring  measures.measures.may_add
        measures.typing_in.may_type plans.plan_access.may plans.editions.lacking
    """,
    "reads one thing for its form; programs read it by its own address or in its list": """
        access.goal access.goal_to_check_in access.measure experiments.experiments.find
        goals.goal_uses.owner_of goals.graph.load goals.scope.find goals.sheet.show
        helpdesks.connections.find knowledge.posts.find ladders.ladder_access.coaching
        ladders.ladder_access.criterion ladders.ladder_access.ladder ladders.ladder_access.rung
        outlets.outlets.find plans.plan_access.plan talks.talks.find talks.talks.other_of
    """,
    "says why nobody can log in; a program has no key before there is an organisation": """
        organisation.organisation.only
    """,
    "a part of a page that programs have within a larger answer": """
        access.who_can_see access.who_can_see_person audience.told
        goals.goal_list.changeable
        goals.goal_list.to_change
        goals.ticket_sight.all_directions helpdesks.queues.of_unit helpdesks.syncs.aside
        helpdesks.syncs.unnamed
        work.may_see
        insight.effects.drawn_all insight.outlook.last_year ladders.badges.shown loop.cadence.mine
        maps.map_proposals.beside
        maps.map_proposals.unguarded maps.map_voices.of_objective measures.cuts.ways
        measures.settings.in_words measures.measures.targets plans.guides.of_scope
        trainings.training_effects.of_training
    """,
    "one press for what programs write as a whole, or one after another with each version": """
        goals.goals.edit_many ladders.rung_checks.take_nearer plans.templates.begin_v2mom
        realignment.realign.add_edits
        realignment.realign.remove_edit realignment.realign_pick.edits
    """,
    "the page's own memory or frame; programs send the same filter each time": """
        goals.saved_views.drop goals.saved_views.keep goals.saved_views.views
        goals.graph.mark inbox.home.frame inbox.inbox.count
        inbox.inbox.waiting
    """,
    "for whoever comes with a link, a feed, a letter or a chat, and not with a token": """
        chats.requests.app chats.requests.speaker chats.requests.take chats.ties.confirm
        letters.calendar_feed.opened letters.delivery.holder_of maps.map_page.for_reader
        people.logins.of_mail plans.sharing.opened plans.v2mom_page.for_reader
    """,
    "proposes a day in its form; programs say theirs": "helpdesks.newcomers.usual_since",
    "knows before it asks that a chosen day lies ahead; programs are told no": "actor.local_day",
    "draws what programs have as data": "maps.map_drawing.drawing",
    "holds the file between the steps of the assistant; programs send file and mapping at once": """
        helpdesks.imports.file_path helpdesks.imports.keep_file
        helpdesks.imports.mapping_unreadable
    """,
}
#: Commands that programs alone give, by why no page does.
PROGRAMS_ALONE = {
    "pages give it through the list of what waits for an answer": """
        mentors.pairs.answer_offer mentors.pairs.answer_wish
    """,
    "pages do it a part at a time": "loop.needs.ask realignment.realign.set_edits",
}


def names(groups: dict[str, str]) -> set[str]:
    """Return the names of all groups."""
    return {name for group in groups.values() for name in group.split()}
