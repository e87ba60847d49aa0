/** The text as the server rendered it: to read, without a script, and to print. */
import paper from '~/editor/paper.module.css';

/** @param html from `renderHtml`, where everything that was typed is escaped */
export function Paper({ html, language }: { html: string; language: string }) {
  return <div className={paper.paper} lang={language} dangerouslySetInnerHTML={{ __html: html }} />;
}
