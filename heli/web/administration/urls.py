from django.urls import path

from heli.web.administration import accounts, days, first_steps, paste, people, programmes, system

urlpatterns = [
    path("administration/", first_steps.overview, name="administration"),
    path("administration/regions/", first_steps.regions, name="administration_regions"),
    path("administration/paste/units/", paste.paste, {"kind": "units"}, name="administration_paste_units"),
    path("administration/paste/people/", paste.paste, {"kind": "people"}, name="administration_paste_people"),
    path("administration/people/", people.show_people, name="administration_people"),
    path("administration/people/<int:appointment_id>/", people.appointment, name="administration_appointment"),
    path("administration/people/<int:appointment_id>/end/", people.end, name="administration_end"),
    path("administration/people/<int:appointment_id>/hand-over/", people.hand_over, name="administration_hand_over"),
    path("administration/programmes/", programmes.show_programmes, name="administration_programmes"),
    path("administration/programmes/new/", programmes.begin, name="administration_begin"),
    path("administration/programmes/<int:programme_id>/", programmes.programme, name="administration_programme"),
    path("administration/programmes/<int:programme_id>/change/", programmes.change, name="administration_change"),
    path("administration/programmes/<int:programme_id>/group/", programmes.add_group, name="administration_add_group"),
    path("administration/groups/<int:group_id>/", programmes.change_group, name="administration_change_group"),
    path("administration/groups/<int:group_id>/add/", programmes.add_member, name="administration_add_member"),
    path("administration/members/<int:member_id>/remove/", programmes.remove, name="administration_remove_member"),
    path("administration/accounts/", accounts.show_accounts, name="administration_accounts"),
    path("administration/accounts/open/", accounts.open_new, name="administration_open_account"),
    path("administration/accounts/<int:account_id>/reset/", accounts.reset, name="administration_reset"),
    path("administration/accounts/<int:account_id>/disable/", accounts.disable, name="administration_disable"),
    path("administration/accounts/<int:account_id>/enable/", accounts.enable, name="administration_enable"),
    path("administration/accounts/<int:account_id>/person/", accounts.give, name="administration_give"),
    path("administration/calendar/", days.show_calendar, name="administration_calendar"),
    path("administration/calendar/set/", days.set_days, name="administration_set_days"),
    path("administration/calendar/remove/", days.remove_day, name="administration_remove_day"),
    path("administration/system/", system.show_system, name="administration_system"),
    path("administration/system/verify/", system.verify, name="administration_verify"),
]
