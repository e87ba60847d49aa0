/** What stands above a text on its paper: what it is, and lines about it. */
import type { HeadLine, TextHead } from './head';
import styles from './text-head.module.css';

/** The title is that of the page on the screen, and is said again only in print. */
export function TextHeadLines({ head, printOnly }: { head: TextHead; printOnly?: boolean }) {
  return (
    <div className={`${styles.head} ${printOnly ? styles.printOnly : ''}`}>
      <p className={styles.title}>{head.title}</p>
      <dl>
        {head.lines.map((line) => (
          <div key={line.label}>
            <dt>{line.label}</dt>
            <dd>
              <Values line={line} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Values({ line: { list, values } }: { line: HeadLine }) {
  if (!list) return values.map(({ text }) => text).join(', ');
  return (
    <ul className={styles.values}>
      {values.map(({ text, detail }, place) => (
        <li key={place}>
          {text}
          {detail && <span className={styles.detail}>, {detail}</span>}
        </li>
      ))}
    </ul>
  );
}
