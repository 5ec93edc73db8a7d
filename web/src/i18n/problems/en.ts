type ByCode = Record<string, string>;

export const en = {
  /** Of a whole request, by the problem's code. */
  whole: {
    offline: 'The server does not answer. Check your connection and try again.',
    unreadable: 'The server gave an answer that could not be read. Try again in a moment.',
    internal: 'Something went wrong on the server. Nothing was lost; try again in a moment.',
    unavailable: 'The server is busy or still starting. Try again in a moment.',
    busy: 'The server is busy. Try again in a moment.',
    unauthorized: 'You are not signed in.',
    not_signed_in: 'You are not signed in.',
    wrong_credentials: 'Login or password is wrong.',
    forbidden: 'Your account may not do this.',
    not_found: 'This no longer exists, or is not yours to see.',
    throttled: 'Too many attempts. Wait a minute, then try again.',
    too_many_requests: 'Too many attempts. Wait a minute, then try again.',
    conflict: 'Meanwhile something has changed. Look again and decide anew.',
    invalid: 'Some details need another look.',
    too_large: 'That is too much for one request.',
    already_planning: 'A plan is being made right now. Wait until it is done.',
    order_started: 'The courier has already been at the pickup: the order can no longer be cancelled here.',
  } as ByCode,
  /** Of one field, by the complaint's code. */
  entry: {
    missing: 'Please fill this in.',
    required: 'Please fill this in.',
    too_long: 'This is too long: shorten it.',
    too_short: 'This is too short.',
    off_map: 'This place is outside the area we deliver to.',
    window_reversed: 'The end is before the start.',
    in_the_past: 'This time has passed.',
  } as ByCode,
};

export type ProblemWords = typeof en;
