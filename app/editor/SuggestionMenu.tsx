/**
 * The menu that opens where `/` or `@` is typed. The cursor stays in the text, which names the
 * chosen line to screen readers (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
 */
import { useEditorState, type Editor } from '@tiptap/react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldForSearch } from '~/services/search-name';
import { placeMention } from './commands';
import styles from './editor.module.css';
import { placeAt } from './placing';
import { dismissal, suggestionIn, type KeyListener, type Suggestion } from './suggestions';
import type { Named } from './surroundings';

/** What `/` offers. */
export type SlashCommand = {
  id: string;
  label: string;
  hint: string;
  /** What else it is found by, with spaces between. */
  words: string;
  run: (editor: Editor) => void;
};

type Choice = Pick<SlashCommand, 'id' | 'label' | 'run'> & {
  hint?: string;
  /** What it is found by, folded. */
  words: string[];
};

const mostPeople = 8;

const personChoice = (person: Named): Choice => ({
  id: person.id,
  label: person.name,
  words: [foldForSearch(person.name), ...foldForSearch(person.name).split(' ')],
  run: (editor) =>
    void editor
      .chain()
      .focus()
      .command(({ tr }) => placeMention(tr, person))
      .run(),
});

const fitting = (choices: readonly Choice[], query: string): Choice[] => {
  const wanted = foldForSearch(query);
  return choices.filter(({ words }) => words.some((word) => word.startsWith(wanted)));
};

const commandChoice = (command: SlashCommand): Choice => ({
  ...command,
  words: [...command.label.split(' '), command.label, ...command.words.split(' ')].map(foldForSearch),
});

function choicesFor({ trigger, query }: Suggestion, { people, commands }: Offered): Choice[] {
  if (trigger === '/') return fitting(commands.map(commandChoice), query);
  return fitting(people.map(personChoice), query).slice(0, mostPeople);
}

type Offered = { people: readonly Named[]; commands: readonly SlashCommand[] };

export function SuggestionMenu({
  editor,
  listener,
  people,
  commands,
}: Offered & { editor: Editor; listener: KeyListener }) {
  const { t } = useTranslation('editor');
  const id = useId();
  const menu = useRef<HTMLUListElement>(null);
  const suggestion = useEditorState({ editor, selector: ({ editor: { state } }) => suggestionIn(state) });
  const choices = suggestion ? choicesFor(suggestion, { people, commands }) : [];
  const [picked, setPicked] = useState({ for: '', index: 0 });
  const asked = suggestion ? `${suggestion.trigger}${suggestion.query}` : '';
  const active = picked.for === asked ? Math.min(picked.index, choices.length - 1) : 0;
  const open = suggestion !== null && choices.length > 0;

  const choose = (choice: Choice) => {
    if (!suggestion) return;
    editor.view.dispatch(editor.state.tr.delete(suggestion.from, suggestion.to));
    choice.run(editor);
  };

  const onKey = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move) {
      setPicked({ for: asked, index: (active + move + choices.length) % choices.length });
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      choose(choices[active]!);
    } else if (event.key === 'Escape') {
      editor.view.dispatch(dismissal(editor.state));
    } else {
      return false;
    }
    return true;
  };

  useEffect(() => listener.listen(onKey));

  useLayoutEffect(() => {
    if (open && menu.current && suggestion) placeAt(menu.current, editor.view.coordsAtPos(suggestion.from));
    const text = editor.view.dom;
    const attributes = { 'aria-controls': id, 'aria-activedescendant': `${id}-${active}`, 'aria-haspopup': 'listbox' };
    for (const [name, value] of Object.entries(attributes)) {
      if (open) text.setAttribute(name, value);
      else text.removeAttribute(name);
    }
    menu.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  });

  return (
    <>
      <p className="kern-sr-only" role="status">
        {open ? t('suggestions', { count: choices.length }) : ''}
      </p>
      {open && (
        <ul
          ref={menu}
          id={id}
          role="listbox"
          aria-label={t(suggestion.trigger === '/' ? 'slash.name' : 'mention.name')}
          className={styles.menu}
          onMouseDown={(event) => event.preventDefault()}
        >
          {choices.map((choice, index) => (
            <li
              key={choice.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              className={styles.choice}
              onMouseMove={() => index !== active && setPicked({ for: asked, index })}
              onClick={() => choose(choice)}
            >
              <span>{choice.label}</span>
              {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
