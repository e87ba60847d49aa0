/** Addresses of the fields of action (Handlungsfelder). Runs anywhere. */
export const fieldsPath = '/handlungsfelder';
export const fieldPath = (slug: string): string => `${fieldsPath}/${slug}`;
