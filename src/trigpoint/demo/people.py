"""The people of the simulated organisation: names, teams, weeks, hours and skills.

Weeks are counted from the first week of the data; None is before it, or not yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.demo.timeline import HIRING_WEEK, OUTSOURCING_ENDS_WEEK


@dataclass(frozen=True)
class Person:
    """A member of the organisation; agents have an account in the help desk.

    Attributes:
        tenure: weeks of experience in the first week, or on the day of joining.
        ceiling: the skill (0 to 1) that practice leads to.
        days: weekdays worked, 0 is Monday.
        share: of the team's full week; part-timers have less than 1.
        second_team: where the rest of the share goes, if anywhere.
    """

    key: str
    name: str
    team: str
    role: str = "agent"
    tenure: int = 100
    ceiling: float = 0.8
    days: str = "01234"
    share: float = 1.0
    joined: int | None = None
    left: int | None = None
    employer: str = "northwind"
    second_team: str | None = None

    @property
    def is_agent(self) -> bool:
        """Whether this person answers tickets."""
        return self.role == "agent"

    @property
    def email(self) -> str:
        """An address in a domain that is reserved for examples."""
        return f"{self.key}@northwind.example"


def _outsourced(key: str, name: str, ceiling: float, joined: int | None = None) -> Person:
    return Person(
        key,
        name,
        "orders",
        tenure=20,
        ceiling=ceiling,
        joined=joined,
        left=OUTSOURCING_ENDS_WEEK,
        employer="brightdesk",
        days="12345",
    )


def _lent(
    key: str, name: str, tenure: int, ceiling: float, days: str, share: float = 1.0
) -> Person:
    return Person(
        key,
        name,
        "night",
        tenure=tenure,
        ceiling=ceiling,
        days=days,
        share=share,
        employer="maple",
    )


def _hired(key: str, name: str, team: str, ceiling: float, days: str = "01234") -> Person:
    return Person(key, name, team, tenure=0, ceiling=ceiling, joined=HIRING_WEEK, days=days)


LEADERS = (
    Person("mira.rossi", "Mira Rossi", "northwind", "executive"),
    Person("jo.silva", "Jo Silva", "front-line", "head"),
    Person("priya.raman", "Priya Raman", "specialists", "head"),
    Person("dara.kelly", "Dara Kelly", "operations", "administrator"),
    Person("pia.sand", "Pia Sand", "operations", "analyst"),
    Person("sam.ortiz", "Sam Ortiz", "operations", "planner", share=0.6),
    Person("kwame.mensah", "Kwame Mensah", "operations", "trainer"),
    Person("tuan.nguyen", "Tuan Nguyen", "orders", "lead"),
    Person("sofia.lind", "Sofia Lind", "billing", "lead"),
    Person("helena.vogt", "Helena Vogt", "product", "lead"),
    Person("marcus.tremblay", "Marcus Tremblay", "night", "lead"),
    Person("ravi.menon", "Ravi Menon", "escalations", "lead"),
    Person("lena.brandt", "Lena Brandt", "self-service", "lead"),
)
ORDERS = (
    Person("ana.costa", "Ana Costa", "orders", tenure=40, ceiling=0.86),
    Person("ben.okafor", "Ben Okafor", "orders", tenure=90, ceiling=0.82, days="12345"),
    Person(
        "chloe.martin", "Chloé Martin", "orders", tenure=30, ceiling=0.90, share=0.8, days="0123"
    ),
    Person("dev.patel", "Dev Patel", "orders", tenure=12, ceiling=0.66),
    Person("emre.kaya", "Emre Kaya", "orders", tenure=60, ceiling=0.74, share=0.5, days="012"),
    Person("farah.haddad", "فرح حداد", "orders", tenure=150, ceiling=0.85, days="12345"),
    Person("noor.aziz", "نور عزيز", "orders", tenure=8, ceiling=0.78),
    Person("maria.alves", "Maria Alves", "orders", tenure=200, ceiling=0.76, share=0.6, days="234"),
    Person("jan.kowalczyk", "Jan Kowalczyk", "orders", tenure=70, ceiling=0.70, left=52),
    _hired("ines.duarte", "Inês Duarte", "orders", 0.84),
    _hired("tomas.prochazka", "Tomáš Procházka", "orders", 0.72, "12345"),
    _hired("lucia.ferrari", "Lucía Ferrari", "orders", 0.79),
    _outsourced("o1.reyes", "Carlo Reyes", 0.58),
    _outsourced("o2.santos", "Jasmine Santos", 0.64),
    _outsourced("o3.cruz", "Paolo Cruz", 0.55),
    _outsourced("o4.garcia", "Lea Garcia", 0.60, joined=26),
)
BILLING = (
    Person("amir.patel", "Amir Patel", "billing", tenure=80, ceiling=0.82),
    Person("grace.liu", "劉家欣", "billing", tenure=50, ceiling=0.85),
    Person("hugo.weber", "Hugo Weber", "billing", tenure=20, ceiling=0.74),
    Person("ida.holm", "Ida Holm", "billing", tenure=130, ceiling=0.80, share=0.8, days="1234"),
    Person("joao.pires", "João Pires", "billing", tenure=10, ceiling=0.77, days="12345"),
    Person("katya.ivanova", "Катя Иванова", "billing", tenure=65, ceiling=0.79),
    Person("leo.dubois", "Léo Dubois", "billing", tenure=35, ceiling=0.69),
    Person("meera.shah", "मीरा शाह", "billing", tenure=5, ceiling=0.83, days="12345"),
    Person("nils.berg", "Nils Berg", "billing", tenure=110, ceiling=0.72, share=0.5, days="34"),
    Person("yael.barak", "יעל ברק", "billing", tenure=45, ceiling=0.81),
    _hired("omar.farouk", "Omar Farouk", "billing", 0.75),
    _hired("petra.novak", "Petra Nováková", "billing", 0.80),
)
PRODUCT = (
    Person("quinn.murphy", "Quinn Murphy", "product", tenure=55, ceiling=0.80),
    Person("rosa.diaz", "Rosa Díaz", "product", tenure=140, ceiling=0.77, days="12345"),
    Person("stefan.popescu", "Ștefan Popescu", "product", tenure=25, ceiling=0.82),
    Person("yuki.tanaka", "田中由紀", "product", tenure=75, ceiling=0.88),
    Person("ugo.bianchi", "Ugo Bianchi", "product", tenure=15, ceiling=0.68),
    Person("vera.lopes", "Vera Lopes", "product", tenure=95, ceiling=0.76, share=0.6, days="012"),
    Person("wiktor.zielinski", "Wiktor Zieliński", "product", tenure=30, ceiling=0.73, left=68),
    Person("xenia.papadaki", "Ξένια Παπαδάκη", "product", tenure=60, ceiling=0.79, days="12345"),
    Person("minseo.kim", "김민서", "product", tenure=18, ceiling=0.83),
    _hired("zoe.lambert", "Zoé Lambert", "product", 0.78),
    _hired("adam.farkas", "Ádám Farkas", "product", 0.71, "12345"),
    Person("beatriz.rocha", "Beatriz Rocha", "product", tenure=85, ceiling=0.74),
)
NIGHT = (
    _lent("carter.hughes", "Carter Hughes", 60, 0.74, "01234"),
    Person("danielle.roy", "Danielle Roy", "night", tenure=110, ceiling=0.79, days="23456"),
    Person("ivy.voss", "Ivy Voss", "night", tenure=25, ceiling=0.81, days="01456"),
    _lent("mk.kaur", "Manpreet Kaur", 45, 0.77, "34560"),
    _lent("yusuf.bello", "Yusuf Bello", 14, 0.72, "56012"),
    _lent("hana.tesfaye", "ሃና ተስፋዬ", 70, 0.76, "456", share=0.6),
    _lent("gabriel.cote", "Gabriel Côté", 35, 0.70, "12346"),
    _hired("faith.wanjiru", "Faith Wanjiru", "night", 0.80, "23456"),
    _hired("liam.oconnor", "Liam O'Connor", "night", 0.73, "01256"),
)
SPECIALISTS = (
    Person("lena.bauer", "Lena Bauer", "escalations", tenure=180, ceiling=0.93),
    Person("oskar.sandberg", "Oskar Sandberg", "escalations", tenure=120, ceiling=0.86),
    Person("hoa.tran", "Trần Thị Hoa", "escalations", tenure=90, ceiling=0.88, days="12345"),
    Person(
        "george.wright",
        "George Wright",
        "escalations",
        tenure=220,
        ceiling=0.82,
        share=0.6,
        days="012",
    ),
    Person("salma.idrissi", "سلمى الإدريسي", "escalations", tenure=75, ceiling=0.87),
    Person("peter.lam", "Peter Lam", "escalations", tenure=50, ceiling=0.80, left=60),
    Person("lm.marques", "Luísa Marques", "self-service", tenure=100, ceiling=0.84),
    Person(
        "dario.santoro",
        "Dario Santoro",
        "self-service",
        tenure=60,
        ceiling=0.80,
        share=0.5,
        second_team="product",
    ),
    Person(
        "emma.larsen",
        "Emma Larsen",
        "self-service",
        tenure=40,
        ceiling=0.82,
        share=0.8,
        days="0134",
    ),
    Person("tariq.mahmood", "طارق محمود", "self-service", tenure=30, ceiling=0.78),
    Person("nina.petrov", "Нина Петрова", "self-service", tenure=22, ceiling=0.75),
)
AGENTS = ORDERS + BILLING + PRODUCT + NIGHT + SPECIALISTS
PEOPLE = LEADERS + AGENTS
