from django.urls import path

from heli.web.documents import decisions, listing, original, parting, review

DOCUMENT = "documents/<int:document_id>/"
CARD = f"{DOCUMENT}cards/<int:directive_id>/"

urlpatterns = [
    path("documents/", listing.listing, name="documents"),
    path("documents/bring-in/", listing.bring_in, name="bring_in"),
    path(DOCUMENT, review.review, name="document"),
    path(f"{DOCUMENT}original/", listing.original, name="document_original"),
    path(f"{DOCUMENT}sight/", original.view, name="original_view"),
    path(f"{DOCUMENT}pages/<int:number>.png", original.picture, name="page_picture"),
    path(f"{DOCUMENT}certain/", review.all_certain, name="prepare_certain"),
    path(f"{DOCUMENT}suspects/", decisions.decide, name="decide_suspects"),
    path(f"{DOCUMENT}basis/", decisions.correct_basis, name="correct_basis"),
    path(f"{DOCUMENT}higher/", decisions.link_higher, name="link_higher"),
    path(f"{DOCUMENT}facts/", decisions.correct_facts, name="correct_facts"),
    path(f"{DOCUMENT}implements/", decisions.implement, name="implement"),
    path(f"{DOCUMENT}mark/", decisions.mark_demand, name="mark_demand"),
    path(CARD, review.card, name="card"),
    path(f"{CARD}keep/", review.keep, name="keep_card"),
    path(f"{CARD}prepare/", review.prepare_card, name="prepare_card"),
    path(f"{CARD}members/", review.prepare_members, name="prepare_members"),
    path(f"{CARD}share/", review.share, name="share_card"),
    path(f"{CARD}join/", review.join, name="join_card"),
    path(f"{CARD}aside/", review.put_aside, name="put_aside"),
    path(f"{CARD}cuts/", parting.preview, name="preview_split"),
    path(f"{CARD}split/", parting.split_card, name="split_card"),
    path(f"{CARD}merge/", parting.merge_card, name="merge_card"),
    path(f"{CARD}why/", review.say_why, name="say_why"),
    path(f"{CARD}undo/", review.undo, name="undo_card"),
    path(f"{CARD}unit/", review.new_unit, name="new_unit"),
]
