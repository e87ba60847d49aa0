/** Files in a text: images. Runs anywhere. */

/** Where a file is fetched from. */
export const fileAddress = (fileId: string): string => `/dateien/${fileId}`;
