/** Files as other programs write them, made by hand: each test says only what it is about. */
import { zip } from '~/services/export/zip.server';
import { importText } from '~/texts/import/import.server';
import type { Finding } from '~/texts/import/report';
import type { ChangeChoice, ImportedText } from '~/texts/import/result';
import { plainText } from '~/editor/document';

export const portal = 'https://portal.example';

const office = 'http://schemas.openxmlformats.org';
const relations = `${office}/officeDocument/2006/relationships`;
const words = [
  `xmlns:w="${office}/wordprocessingml/2006/main"`,
  `xmlns:r="${relations}"`,
  `xmlns:a="${office}/drawingml/2006/main"`,
  `xmlns:wp="${office}/drawingml/2006/wordprocessingDrawing"`,
  `xmlns:pic="${office}/drawingml/2006/picture"`,
  `xmlns:m="${office}/officeDocument/2006/math"`,
  `xmlns:mc="${office}/markup-compatibility/2006"`,
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
].join(' ');

const xml = (content: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`;

export type Docx = {
  body: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  header?: string;
  title?: string;
  /** Addresses of links, by id; those that begin with `media/` are images. */
  links?: Record<string, string>;
  media?: Record<string, Uint8Array>;
  /** What stands before the root of the document. */
  prolog?: string;
};

/** A DOCX as Word writes it. */
export function docx(file: Docx): Promise<Buffer> {
  const own = (['styles', 'numbering', 'footnotes', 'endnotes', 'comments', 'header'] as const).filter((part) => file[part]);
  const root = { styles: 'styles', numbering: 'numbering', footnotes: 'footnotes', endnotes: 'endnotes', comments: 'comments', header: 'hdr' };
  const links = [
    ...own.map((part) => `<Relationship Id="own-${part}" Type="${relations}/${part}" Target="${part}.xml"/>`),
    ...Object.entries(file.links ?? {}).map(([id, target]) =>
      target.startsWith('media/')
        ? `<Relationship Id="${id}" Type="${relations}/image" Target="${target}"/>`
        : `<Relationship Id="${id}" Type="${relations}/hyperlink" Target="${target}" TargetMode="External"/>`,
    ),
  ];
  const list = (inside: string) => xml(`<Relationships xmlns="${office}/package/2006/relationships">${inside}</Relationships>`);
  return zip([
    { name: '[Content_Types].xml', content: xml(`<Types xmlns="${office}/package/2006/content-types"/>`) },
    { name: '_rels/.rels', content: list(`<Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/>`) },
    { name: 'word/document.xml', content: xml(`${file.prolog ?? ''}<w:document ${words}><w:body>${file.body}</w:body></w:document>`) },
    { name: 'word/_rels/document.xml.rels', content: list(links.join('')) },
    ...own.map((part) => ({ name: `word/${part}.xml`, content: xml(`<w:${root[part]} ${words}>${file[part]}</w:${root[part]}>`) })),
    ...Object.entries(file.media ?? {}).map(([name, content]) => ({ name: `word/media/${name}`, content })),
    ...(file.title
      ? [
          {
            name: 'docProps/core.xml',
            content: xml(`<cp:coreProperties xmlns:cp="${office}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${file.title}</dc:title></cp:coreProperties>`),
          },
        ]
      : []),
  ]);
}

/** A run, with properties. */
export const run = (text: string, look = ''): string =>
  `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

/** A paragraph of runs, with properties. */
export const p = (content: string, properties = ''): string =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') ? content : run(content)}</w:p>`;

export const styled = (style: string, content: string): string => p(content, `<w:pStyle w:val="${style}"/>`);

export const item = (list: number, level: number, content: string): string =>
  p(content, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);

/** Lists 1 (bullets), 2 and 3 (numbers that share their counting; 3 begins anew at 1), 4 (letters). */
export const numbering = (() => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:pPr><w:ind w:left="${720 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>`;
  const list = (id: number, format: string, text: string) =>
    `<w:abstractNum w:abstractNumId="${id}">${[0, 1, 2].map((at) => level(at, format, text)).join('')}</w:abstractNum>`;
  const used = (id: number, abstract: number, inside = '') => `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${inside}</w:num>`;
  return [
    list(0, 'bullet', '•'),
    list(1, 'decimal', '%1.'),
    list(2, 'lowerLetter', '%1)'),
    used(1, 0),
    used(2, 1),
    used(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
    used(4, 2),
  ].join('');
})();

/** A paragraph style, as Word names it; in German Word ids are German and names are not. */
export const style = (id: string, name: string, inside = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`;

export const field = (instruction: string, result: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

export const picture = (link: string, more = ''): string =>
  `<w:r><w:drawing><wp:inline><wp:extent cx="2880000" cy="1000000"/><wp:docPr id="1" name="Bild 1" ${more}/><a:graphic><a:graphicData uri="${office}/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="${link}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

const odf = 'urn:oasis:names:tc:opendocument:xmlns';
const odfWords = [
  ...['office', 'text', 'table', 'style', 'manifest'].map((name) => `xmlns:${name}="${odf}:${name}:1.0"`),
  `xmlns:draw="${odf}:drawing:1.0"`,
  `xmlns:svg="${odf}:svg-compatible:1.0"`,
  `xmlns:fo="${odf}:xsl-fo-compatible:1.0"`,
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:math="http://www.w3.org/1998/Math/MathML"',
].join(' ');

export type Odt = { body: string; styles?: string; automatic?: string; master?: string; manifest?: string; media?: Record<string, Uint8Array>; prolog?: string };

/** An ODT as LibreOffice writes it. */
export const odt = (file: Odt): Promise<Buffer> =>
  zip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
    {
      name: 'content.xml',
      content: xml(
        `${file.prolog ?? ''}<office:document-content ${odfWords}><office:automatic-styles>${file.automatic ?? ''}</office:automatic-styles><office:body><office:text>${file.body}</office:text></office:body></office:document-content>`,
      ),
    },
    {
      name: 'styles.xml',
      content: xml(
        `<office:document-styles ${odfWords}><office:styles>${file.styles ?? ''}</office:styles><office:master-styles>${file.master ?? ''}</office:master-styles></office:document-styles>`,
      ),
    },
    { name: 'META-INF/manifest.xml', content: xml(`<manifest:manifest ${odfWords}>${file.manifest ?? ''}</manifest:manifest>`) },
    ...Object.entries(file.media ?? {}).map(([name, content]) => ({ name: `Pictures/${name}`, content })),
  ]);

/** Reads a file as the portal does. */
export const read = (bytes: Uint8Array, name = 'Text.docx', changes?: ChangeChoice): Promise<ImportedText> =>
  importText(bytes, name, { portal, ...(changes ? { changes } : {}) });

export const readDocx = async (file: Docx | string, changes?: ChangeChoice): Promise<ImportedText> =>
  read(await docx(typeof file === 'string' ? { body: file } : file), 'Text.docx', changes);

export const readOdt = async (file: Odt | string, changes?: ChangeChoice): Promise<ImportedText> =>
  read(await odt(typeof file === 'string' ? { body: file } : file), 'Text.odt', changes);

export const readMarkdown = (text: string): Promise<ImportedText> => read(Buffer.from(text), 'Text.md');

/** What was found, without words by which one finds it. */
export const counts = ({ findings }: { findings: Finding[] }): Record<string, number> =>
  Object.fromEntries(findings.map(({ kind, count }) => [kind, count]));

/** The lines of the text. */
export const lines = ({ document }: ImportedText): string[] => plainText(document).split('\n').filter((line) => line !== '');
