/** In the place of Node's streams, which a page has none of: the XML reader looks for them and does without. */
export const Stream = undefined;
