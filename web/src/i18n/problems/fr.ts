import type { ProblemWords } from './en';

export const fr: ProblemWords = {
  whole: {
    offline: 'Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.',
    unreadable: 'La réponse du serveur est illisible. Réessayez dans un instant.',
    internal: 'Un problème est survenu sur le serveur. Rien n’est perdu ; réessayez dans un instant.',
    unavailable: 'Le serveur est occupé ou démarre encore. Réessayez dans un instant.',
    busy: 'Le serveur est occupé. Réessayez dans un instant.',
    unauthorized: 'Vous n’êtes pas connecté.',
    not_signed_in: 'Vous n’êtes pas connecté.',
    wrong_credentials: 'L’identifiant ou le mot de passe est incorrect.',
    forbidden: 'Votre compte ne permet pas cette action.',
    not_found: 'Cet élément n’existe plus ou ne vous est pas accessible.',
    throttled: 'Trop de tentatives. Patientez une minute, puis réessayez.',
    too_many_requests: 'Trop de tentatives. Patientez une minute, puis réessayez.',
    conflict: 'La situation a changé entre-temps. Vérifiez, puis décidez à nouveau.',
    invalid: 'Certaines informations sont à revoir.',
    too_large: 'C’est trop pour une seule requête.',
    already_planning: 'Une planification est déjà en cours. Attendez qu’elle soit terminée.',
    order_started:
      'Le coursier est déjà passé au point de retrait : la commande ne peut plus être annulée ici.',
  },
  entry: {
    missing: 'Veuillez renseigner ce champ.',
    required: 'Veuillez renseigner ce champ.',
    too_long: 'Ce texte est trop long : veuillez le raccourcir.',
    too_short: 'Ce texte est trop court.',
    off_map: 'Ce lieu est en dehors de notre zone de livraison.',
    window_reversed: 'La fin précède le début.',
    in_the_past: 'Cette heure est déjà passée.',
  },
};
