/** The text as the server rendered it: to read, without a script, and to print. */
import { useCallback, useContext, useRef, useState } from 'react';
import paper from '~/editor/paper.module.css';
import { type SentHtml, SentHtmlContext } from '~/services/sent-html';

/**
 * @param html from `renderHtml`, where everything that was typed is escaped; or its name, where it stands in
 * the page already
 */
export function Paper({ html, language }: { html: string | SentHtml; language: string }) {
  return typeof html === 'string' ? (
    <div className={paper.paper} lang={language} dangerouslySetInnerHTML={{ __html: html }} />
  ) : (
    <SentPaper key={html.key} sent={html} language={language} />
  );
}

/** The text that leaves one place of the page, for the place it comes to in the same turn. */
let leaving: { key: string; element: HTMLElement } | undefined;

function SentPaper({ sent: { key, html }, language }: { sent: SentHtml; language: string }) {
  const rendered = useContext(SentHtmlContext).get(key);
  const [begun] = useState(html ?? rendered ?? '');
  const here = useRef<HTMLElement>();
  const settle = useCallback(
    (element: HTMLElement | null) => {
      if (element) {
        if (leaving?.key === key && !element.hasChildNodes()) element.replaceChildren(...leaving.element.childNodes);
        here.current = element;
      } else if (here.current) {
        leaving = { key, element: here.current };
        queueMicrotask(() => (leaving = undefined));
      }
    },
    [key],
  );
  return (
    <div
      ref={settle}
      className={paper.paper}
      lang={language}
      // The browser keeps what was sent: React does not look into it.
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: begun }}
    />
  );
}
