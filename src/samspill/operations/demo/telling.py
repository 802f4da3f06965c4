"""Telling a story: the acts that it consists of, each at the moment when it happened, done by those who did them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from uuid import UUID

from samspill.confidentiality.actors import Actor
from samspill.conversations.services import assessing, choosing, preparing
from samspill.conversations.services.asking import ask_for_conversation
from samspill.conversations.services.exempting import decline, exempt
from samspill.conversations.services.holding import finish_conversation, start_conversation
from samspill.conversations.services.inviting import Draft, invite
from samspill.conversations.services.writing import TALKED, mark_theme, save_note
from samspill.conversations.states import COUNTED_AS_HELD, State
from samspill.foundation import clock
from samspill.operations.demo.stories import Preparation, Story
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import ActionDraft, add_action, add_goal, set_without_actions
from samspill.plans.services.evaluating import evaluate
from samspill.plans.services.following_up import set_action_state
from samspill.plans.services.leaving import leave_unconfirmed

DAY = timedelta(days=1)
FREE_DAYS = {(1, 1), (5, 1), (5, 17), (12, 24), (12, 25), (12, 26), (12, 31)}
BEGUN = COUNTED_AS_HELD | {State.STARTED}
LEFT_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody did."""

    at: datetime
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Times:
    """The moments of a round.

    Attributes:
        now: the present moment, as the round's stories see it; nothing in them happened later.
        today: the real present day, which the dates of actions are counted from.

    """

    now: datetime
    today: date

    @property
    def opened_at(self) -> datetime:
        """When HR opened the round: five weeks before."""
        return self.at(-35 * DAY, "08:00")

    def at(self, distance: timedelta, clock_time: str) -> datetime:
        """A day at some distance from the present one, at a time of day in Norway."""
        return _at(self.now.astimezone(clock.OSLO).date() + distance, clock_time)

    def meeting(self, story: Story) -> datetime:
        """When the two meet; a conversation that is under way began some minutes ago."""
        if story.state == State.STARTED:
            return self.now - timedelta(minutes=25)
        return _at(_working_day(self.now.astimezone(clock.OSLO).date(), story.day), story.time)


@dataclass(slots=True)
class Pair:
    """The two of a conversation."""

    conversation_id: UUID
    employee: Actor
    leader: Actor

    def side(self, who: str) -> Actor:
        """One of the two; for what both do, the employee."""
        return self.leader if who == "leader" else self.employee


def tell(acts: Iterable[Act], *, until: datetime) -> list[Act]:
    """Do what happened until a moment, in the order in which it happened; returns what happened later."""
    in_order = sorted(acts, key=attrgetter("at"))
    for act in in_order:
        if act.at <= until:
            with clock.fixed(act.at):
                act.do()
    return [act for act in in_order if act.at > until]


def acts_of(story: Story, pair: Pair, times: Times) -> Iterator[Act]:
    """Everything that happened in a story."""
    if story.state == State.PLANNED:
        return iter(())
    return _Telling(story, pair, times).acts()


@dataclass(slots=True)
class _Telling:
    story: Story
    pair: Pair
    times: Times
    action_ids: list[UUID] = field(default_factory=list)

    def acts(self) -> Iterator[Act]:
        if self.story.state == State.EXEMPTED:
            yield Act(self.times.opened_at + DAY, self.exempt)
            return
        meeting = self.times.meeting(self.story)
        invited = max(self.times.opened_at + DAY, min(meeting - 14 * DAY, self.times.now - 5 * DAY))
        yield Act(invited, self.invite)
        if self.story.state == State.DECLINED:
            yield Act(invited + DAY, self.decline)
            return
        yield Act(invited + 2 * DAY, lambda: self.prepare(self.pair.employee, self.story.employee_prepares))
        yield Act(invited + 3 * DAY, lambda: self.prepare(self.pair.leader, self.story.leader_prepares))
        if self.story.assessment:
            yield Act(invited + 3 * DAY + timedelta(minutes=20), self.assess)
            yield Act(invited + 3 * DAY + timedelta(minutes=40), self.share_assessment)
        if self.story.state in BEGUN:
            yield from self.acts_of_meeting(meeting)
        if self.story.asks:
            yield Act(self.times.at(-DAY, "14:05"), self.ask)

    def acts_of_meeting(self, meeting: datetime) -> Iterator[Act]:
        yield Act(meeting, self.start)
        yield Act(meeting + timedelta(minutes=15), self.take_notes)
        if self.story.state not in COUNTED_AS_HELD:
            return
        yield Act(meeting + timedelta(minutes=self.story.minutes - 10), self.agree)
        yield Act(meeting + timedelta(minutes=self.story.minutes), self.finish)
        confirmed_by = ("employee", "leader") if self.story.state == State.AGREED else self.story.confirmed_by
        for days, who in enumerate(confirmed_by, start=1):
            yield Act(meeting + days * timedelta(hours=20), lambda who=who: self.confirm(who))  # type: ignore[misc]
        if self.story.state == State.UNCONFIRMED:
            yield Act(meeting + LEFT_AFTER, self.leave)
        if self.story.usefulness:
            yield Act(meeting + timedelta(hours=21), self.evaluate)
        yield from self.acts_of_following_up()

    def acts_of_following_up(self) -> Iterator[Act]:
        for index, action in enumerate(self.story.actions):
            if "state" in action:
                at = _at(self.times.today + action["done"] * DAY, "11:20")
                yield Act(at, lambda index=index: self.follow_up(index))  # type: ignore[misc]

    def exempt(self) -> None:
        until_on = self.times.today + self.story.due * DAY if self.story.due else None
        exempt(self.pair.leader, conversation_id=self.pair.conversation_id, reason=self.story.reason, until_on=until_on)

    def invite(self) -> None:
        meeting, told = self.times.meeting(self.story), self.story
        draft = Draft(
            self.pair.conversation_id,
            meeting,
            told.minutes,
            told.place,
            words=told.words,
            themes=told.themes,
            purpose=told.purpose,
        )
        invite(self.pair.leader, drafts=[draft])

    def decline(self) -> None:
        decline(self.pair.employee, conversation_id=self.pair.conversation_id)

    def prepare(self, actor: Actor, preparation: Preparation) -> None:
        about = self.pair.conversation_id
        for point, text in preparation.texts.items():
            preparing.save_point(actor, conversation_id=about, point=point, text=text, revision=0)
        if preparation.questions:
            choosing.choose_questions(actor, conversation_id=about, keys=preparation.questions)
        for point in preparation.matters:
            preparing.mark_point(actor, conversation_id=about, point=point, matters=True)
        for point in preparation.shared:
            preparing.share_point(actor, conversation_id=about, point=point)
        if preparation.is_ready:
            preparing.set_ready(actor, conversation_id=about, is_ready=True)

    def assess(self) -> None:
        about, text = self.pair.conversation_id, self.story.assessment
        assessing.save_assessment(self.pair.leader, conversation_id=about, text=text, revision=0)

    def share_assessment(self) -> None:
        assessing.share_assessment(self.pair.leader, conversation_id=self.pair.conversation_id, is_for_pay=True)

    def ask(self) -> None:
        employee, leader = self.pair.employee, self.pair.leader
        ask_for_conversation(employee, kind=self.story.asks, employee_id=employee.id, leader_id=leader.id)

    def start(self) -> None:
        start_conversation(self.pair.leader, conversation_id=self.pair.conversation_id)

    def take_notes(self) -> None:
        actor, about = self.pair.employee, self.pair.conversation_id
        for theme, text in self.story.notes.items():
            save_note(actor, conversation_id=about, theme=theme, text=text, revision=0)
        for theme in self.story.talked:
            mark_theme(actor, conversation_id=about, theme=theme, mark=TALKED)

    def agree(self) -> None:
        actor, about = self.pair.employee, self.pair.conversation_id
        goal_ids = [self.add_goal(**goal) for goal in self.story.goals]
        for action in self.story.actions:
            due_on = self.times.today + action["due"] * DAY
            goal_id = goal_ids[action["goal"]] if "goal" in action else None
            draft = ActionDraft(action["what"], action["who"], due_on, action.get("support", ""), goal_id=goal_id)
            self.action_ids.append(add_action(actor, conversation_id=about, draft=draft))
        if not self.story.actions:
            set_without_actions(actor, conversation_id=about, is_without=True)

    def add_goal(self, kind: str, text: str, whose: str = "employee", serves: str = "") -> UUID:
        actor, about = self.pair.employee, self.pair.conversation_id
        stated = read_agreement(actor, conversation_id=about).direction.goals if serves else ()
        ids = {one.text: one.id for one in stated}
        return add_goal(
            actor, conversation_id=about, kind=kind, text=text, whose=whose, serves=ids[serves] if serves else None
        )

    def finish(self) -> None:
        finish_conversation(self.pair.leader, conversation_id=self.pair.conversation_id)

    def confirm(self, who: str) -> None:
        actor, about = self.pair.side(who), self.pair.conversation_id
        seen = read_agreement(actor, conversation_id=about).text_hash
        remark = self.story.remark if who == "employee" else ""
        confirm_plan(actor, conversation_id=about, seen_hash=seen, remark=remark)

    def leave(self) -> None:
        leave_unconfirmed(self.pair.employee, conversation_id=self.pair.conversation_id)

    def evaluate(self) -> None:
        about, usefulness = self.pair.conversation_id, self.story.usefulness
        evaluate(self.pair.employee, conversation_id=about, usefulness=usefulness, answers={})

    def follow_up(self, index: int) -> None:
        action = self.story.actions[index]
        set_action_state(self.pair.side(action["who"]), action_id=self.action_ids[index], state=action["state"])


def _at(day: date, clock_time: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock_time), clock.OSLO)


def _working_day(start: date, distance: int) -> date:
    """The working day so many working days from a day; 0 is the day itself."""
    day, step = start, DAY if distance > 0 else -DAY
    for _ in range(abs(distance)):
        day += step
        while day.weekday() > 4 or (day.month, day.day) in FREE_DAYS:
            day += step
    return day
