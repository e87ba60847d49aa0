/** The formats texts are exported in. Runs anywhere. */

/** In the order of the menu; `archive` is a PDF to be kept for good. */
export const exportFormats = ['pdf', 'archive', 'docx', 'odt', 'md', 'html'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const extensionOf = (format: ExportFormat): string => (format === 'archive' ? 'pdf' : format);

/** The format an address asks for: `…/ausgabe/pdf`, with `?archiv` for one to be kept. */
export function formatIn(name: string | undefined, query: URLSearchParams): ExportFormat | undefined {
  const format = exportFormats.find((known) => known === name && known !== 'archive');
  return format === 'pdf' && query.has('archiv') ? 'archive' : format;
}

/** The address of an export, below that of what is exported. */
export const exportPath = (path: string, format: ExportFormat): string =>
  `${path}/ausgabe/${extensionOf(format)}${format === 'archive' ? '?archiv' : ''}`;
