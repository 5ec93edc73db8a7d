//! Drafts of profiles and zones.

use super::{drafts::Read, json::Object};
use crate::app::service::{ProfileDraft, ZoneDraft, ZoneEffectDraft};

impl Read for ProfileDraft {
    fn read(object: &Object<'_>) -> Self {
        Self { toml: object.text("toml"), reason: object.text("reason") }
    }
}

impl Read for ZoneDraft {
    /// What Musette tells of a zone beside is taken, and ignored, so that what was fetched can be sent
    /// again.
    fn read(object: &Object<'_>) -> Self {
        for told in ["created_at", "changed_at", "author_id"] {
            object.ignore(told);
        }
        let area = object.object("area", |area| {
            if let Some(kind) = area.text("type").filter(|kind| kind != "Polygon") {
                let cause = format!("is {:.40}", format!("{kind:?}"));
                area.complain("type", "unknown", cause, "write Polygon");
            }
            area.rings("coordinates")
        });
        Self {
            id: object.text("id"),
            name: object.text("name"),
            area: area.flatten(),
            effect: object.object("effect", |effect| ZoneEffectDraft {
                kind: effect.text("kind"),
                max_speed_kmh: effect.number("max_speed_kmh"),
                speed_factor: effect.number("speed_factor"),
            }),
            profiles: object.texts("profiles"),
            from: object.instant("from_at"),
            until: object.instant("until_at"),
            hours: object.text("hours"),
        }
    }
}
