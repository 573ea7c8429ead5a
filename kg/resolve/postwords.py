"""What the words of a post say about the house that it is held at.

In: parts of `rules/short-forms.yaml` and some word lists, as `kg.resolve.facts` fills them in.  Out: `Posts`.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kg.model import record


@record
class Posts:
    """What the words of a post say about its organisation; parts of `rules/short-forms.yaml` and some word lists."""

    classes: Mapping[str, str] = field(default_factory=dict)  # 董事长 → 企业, the longest posts first
    heads_of_place: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()  # from here on word lists, each with its `about` in rules/words
    secretaries: tuple[str, ...] = ()
    chairs: tuple[str, ...] = ()
    house_signs: tuple[str, ...] = ()
    ruled: tuple[str, ...] = ()
    being: tuple[str, ...] = ()
    inner_party: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()
    pointers: tuple[str, ...] = ()
    party_organs: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    house_heads: Mapping[str, str] = field(default_factory=dict)  # 协会 → association
    inner_bodies: tuple[str, ...] = ()
    of_firms: tuple[str, ...] = ()
    associations: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    choosing: tuple[str, ...] = ()
    of_villages: tuple[str, ...] = ()
    of_teams: tuple[str, ...] = ()
    of_state: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    organs_of_places: tuple[str, ...] = ()
    of_societies: Mapping[str, str] = field(default_factory=dict)  # 主席 → 协会

    def without_deputy(self, post: str) -> str:
        """A post without words such as 副, 代理, 原 at its head.

        >>> Posts(deputies=("常务副", "副")).without_deputy("常务副市长")
        '市长'
        """
        head = next((word for word in self.deputies if post.startswith(word) and len(post) > len(word) + 1), "") if post.startswith(self.deputies) else ""
        return self.without_deputy(post[len(head):]) if head else post

    def team_at_head(self, post: str) -> str:
        """The team that a post begins with where its head is called after it, or nothing.

        >>> posts = Posts(deputies=("副",), of_teams=("大队长", "组长", "队长"))
        >>> posts.team_at_head("帮扶组组长"), posts.team_at_head("救援队副队长"), posts.team_at_head("三组组长"), posts.team_at_head("小组长")
        ('帮扶组', '救援队', '', '')
        """
        head = next((word for word in self.of_teams if post.endswith(word)), "")
        team = post[:len(post) - len(head)]
        deputy = next((word for word in self.deputies if team.endswith(word)), "")
        team = team[:len(team) - len(deputy)]
        return team if head and team.endswith(head[:-1]) and len(team) > len(head) else ""

    def house_at_head(self, post: str) -> str:
        """The house that a post begins with, told by its last signs, or nothing.

        >>> posts = Posts(house_heads={"协会": "association", "站": "government"}, associations=("足协",))
        >>> posts.house_at_head("苗绣协会秘书长"), posts.house_at_head("足协秘书长"), posts.house_at_head("农技总站副站长"), posts.house_at_head("车站书记")
        ('苗绣协会', '足协', '农技总站', '')
        """
        short = next((word for word in self.associations if post.startswith(word) and len(post) > len(word) + 1), "")
        if short:
            return short
        for end in range(len(post) - 2, 2, -1):
            for size in (4, 3, 2, 1):
                sign = post[end - size:end]
                if sign in self.house_heads and end - size > 1 and (size > 1 or post.startswith((sign + "长", "副" + sign + "长"), end)):
                    return post[:end]
        return ""

    def kind_of_house(self, house: str) -> str:
        """The kind of a house by its last signs.

        >>> Posts(house_heads={"协会": "association"}).kind_of_house("苗绣协会")
        'association'
        """
        if house in self.associations:
            return "association"
        return next((self.house_heads[house[-size:]] for size in (4, 3, 2, 1) if house[-size:] in self.house_heads), "")
