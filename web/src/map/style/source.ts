/** The name of our tiles' source in the style. */
export const SOURCE = 'musette';
