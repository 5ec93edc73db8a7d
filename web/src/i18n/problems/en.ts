type ByCode = Record<string, string>;

export const en = {
  /** Of a whole request, by the problem's code. */
  whole: {
    bad_request: 'The server could not read this request.',
    cannot_plan: 'There is nothing to plan with: a shift or an order is missing.',
    day_over: 'This day is over: it can only be looked at.',
    changing: 'The day changed while it was being planned. Try again in a moment.',
    quote_over: 'The time for which the place was kept is over. Ask again.',
    no_place: 'There is no place for it any more. Ask for another time.',
    too_many_held: 'You hold many places already. Order one or let one go.',
    begun: 'A courier has begun with this order. Call them, or the dispatchers.',
    order_over: 'This order was called off.',
    other_day: 'That would be another day: call it off and send it for that day.',
    round_begun: 'The round of this shift has begun, so it stays as it is. Add another shift for what comes.',
    shift_over: 'This shift is over and had a round, so it stays as it is.',
    unlawful: 'The law does not allow this.',
    in_use: 'This is still in use and cannot be removed.',
    wrong_password: 'Login or password is wrong.',
    offline: 'The server does not answer. Check your connection and try again.',
    unreadable: 'The server gave an answer that could not be read. Try again in a moment.',
    internal: 'Something went wrong on the server. Nothing was lost; try again in a moment.',
    busy: 'The server is busy. Try again in a moment.',
    not_signed_in: 'You are not signed in.',
    forbidden: 'Your account may not do this.',
    not_found: 'This no longer exists, or is not yours to see.',
    throttled: 'Too many attempts. Wait a minute, then try again.',
    conflict: 'Meanwhile something has changed. Look again and decide anew.',
    invalid: 'Some details need another look.',
    too_large: 'That is too much for one request.',
  } as ByCode,
  /** Of one field, by the complaint's code. */
  entry: {
    before_pickup: 'This is before the order is ready.',
    before_start: 'The end is before the start.',
    out_of_range: 'This number is outside what is allowed.',
    overlap: 'This overlaps with another shift.',
    too_far: 'This place is too far from any street.',
    too_small: 'This number is too small.',
    too_large: 'This number is too large.',
    too_far_ahead: 'This is too far ahead.',
    outside: 'This is outside the window that is promised.',
    twice: 'This is said twice: leave one out.',
    not_yours: 'Only the dispatchers can say this.',
    too_many: 'There are too many of these.',
    unknown: 'This is not known here.',
    missing: 'Please fill this in.',
    too_long: 'This is too long: shorten it.',
    off_map: 'This place is outside the area we deliver to.',
  } as ByCode,
};

export type ProblemWords = typeof en;
