import type { ProblemWords } from './en';

export const fr: ProblemWords = {
  whole: {
    bad_request: 'Le serveur n’a pas pu lire cette requête.',
    cannot_plan: 'La planification est impossible : il manque un service ou une commande.',
    day_over: 'Cette journée est passée : on ne peut que la consulter.',
    changing: 'La journée a changé pendant la planification. Réessayez dans un instant.',
    round_begun:
      'La tournée de ce service a commencé : il reste tel quel. Ajoutez un autre service pour la suite.',
    shift_over: 'Ce service est terminé et avait une tournée : il reste tel quel.',
    unlawful: 'La loi ne le permet pas.',
    in_use: 'Cet élément est encore utilisé et ne peut pas être supprimé.',
    wrong_password: 'L’identifiant ou le mot de passe est incorrect.',
    offline: 'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.',
    unreadable: 'La réponse du serveur est illisible. Réessayez dans un instant.',
    internal: 'Un problème est survenu sur le serveur. Rien n’est perdu ; réessayez dans un instant.',
    busy: 'Le serveur est occupé. Réessayez dans un instant.',
    not_signed_in: 'Vous n’êtes pas connecté.',
    forbidden: 'Votre compte ne permet pas cette action.',
    not_found: 'Cet élément n’existe plus ou ne vous est pas accessible.',
    throttled: 'Trop de tentatives. Patientez une minute, puis réessayez.',
    conflict: 'La situation a changé entre-temps. Vérifiez, puis décidez à nouveau.',
    invalid: 'Certaines informations sont à revoir.',
    too_large: 'C’est trop pour une seule requête.',
  },
  entry: {
    before_pickup: 'Cette heure précède celle du retrait.',
    before_start: 'La fin précède le début.',
    out_of_range: 'Cette valeur est hors des limites autorisées.',
    overlap: 'Ce créneau en chevauche un autre.',
    too_far: 'Ce lieu est trop éloigné de toute rue.',
    too_many: 'Il y en a trop.',
    unknown: 'Cet élément est inconnu.',
    missing: 'Veuillez renseigner ce champ.',
    too_long: 'Ce texte est trop long : veuillez le raccourcir.',
    off_map: 'Ce lieu est en dehors de notre zone de livraison.',
  },
};
