/** The text as the server rendered it: to read, without a script, and to print. */
import { useContext, useState } from 'react';
import paper from '~/editor/paper.module.css';
import { type SentHtml, SentHtmlContext } from '~/services/sent-html';

type Props<Html> = {
  html: Html;
  language: string;
  /** Its lines carry numbers. */
  numbered?: boolean;
};

/** The classes of a rendered text. What is laid out by itself would keep the numbers of its lines inside. */
export const paperClass = (numbered: boolean): string => `${paper.paper} ${numbered ? paper.numbered : 'long-text'}`;

/**
 * @param props.html from `renderHtml`, where everything that was typed is escaped; or its name, where it stands
 * in the page already
 */
export function Paper({ html, language, numbered = false }: Props<string | SentHtml>) {
  return typeof html === 'string' ? (
    <div className={paperClass(numbered)} lang={language} dangerouslySetInnerHTML={{ __html: html }} />
  ) : (
    <SentPaper key={html.key} html={html} language={language} numbered={numbered} />
  );
}

/** It must keep its place in the page for as long as it is shown: only there it stands. */
function SentPaper({ html: { key, html }, language, numbered = false }: Props<SentHtml>) {
  const rendered = useContext(SentHtmlContext).get(key);
  const [begun] = useState(html ?? rendered ?? '');
  return (
    <div
      className={paperClass(numbered)}
      lang={language}
      // The browser keeps what was sent: React does not look into it.
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: begun }}
    />
  );
}
