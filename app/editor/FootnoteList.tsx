/** The footnotes of a paper below its text, while it is written. Browser. */
import { useTranslation } from 'react-i18next';
import { addressesIn } from './footnotes';
import paper from './paper.module.css';

/** @param props.onOpen opens the form of a footnote, by its place from 0; without it they are only read */
export function FootnoteList({ footnotes, onOpen }: { footnotes: readonly string[]; onOpen?: (index: number) => void }) {
  const { t } = useTranslation(['paper', 'editor']);
  if (footnotes.length === 0) return null;
  return (
    <div className={paper.paper}>
      <section className="m-footnotes" role="doc-endnotes" aria-label={t('editor:footnote.all')}>
        <ol>
          {footnotes.map((text, index) => (
            // A footnote is known by its place.
            <li key={index}>
              {text === ''
                ? t('footnote.empty')
                : addressesIn(text).map(({ words, href }, piece) =>
                    href === null ? (
                      words
                    ) : (
                      <a key={piece} href={href} rel="noopener noreferrer nofollow">
                        {words}
                      </a>
                    ),
                  )}{' '}
              {onOpen && (
                <button
                  type="button"
                  className="m-note-edit"
                  aria-label={t('footnote.edit', { number: index + 1 })}
                  onClick={() => onOpen(index)}
                >
                  {t('footnote.editShort')}
                </button>
              )}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
