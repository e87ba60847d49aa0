/** The signs on the toolbar; the words stand in the buttons' labels. */
const paths = {
  bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  italic: 'M10 5h7M7 19h7M14 5l-4 14',
  bulletList: 'M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01',
  orderedList: 'M10 6h10M10 12h10M10 18h10M4 4.5l1.5-.8V9M3.8 15.2a1.4 1.4 0 1 1 2.5.9L3.8 19.5h2.8',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9',
  quote: 'M5 16c2.5-1 4-3 4-6V7H4v5h3M15 16c2.5-1 4-3 4-6V7h-5v5h3',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  heading2: 'M4 5v14M4 12h8M12 5v14M16.5 11.5l2.5-1.5v9',
  heading3: 'M4 5v14M4 12h8M12 5v14M16 12a2.3 2.3 0 1 1 4.2 1.3L16 19h4.7',
  heading4: 'M4 5v14M4 12h8M12 5v14M16 10h4.5L18 13.3a2.8 2.8 0 1 1-2.3 4.4',
  taskList: 'M10 6h10M10 12h10M10 18h10M3.5 5.5l1.5 1.5 2.5-3M3.5 11.5l1.5 1.5 2.5-3M3.5 17.5l1.5 1.5 2.5-3',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5L13 16l3-3 4 4M15.5 9h.01',
  callout: 'M4 5h16v11H12l-4 4v-4H4zM12 8v3M12 13.2h.01',
  footnote: 'M4 7h8M4 12h8M4 17h12M17 4.5l2-1V10',
  rule: 'M4 12h16M7 6h10M7 18h10',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  find: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M15.5 15.5L20 20',
  help: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5h.01',
  undo: 'M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  redo: 'M15 7l5 5-5 5M20 12H10a6 6 0 0 0-6 6',
};

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'bold' ? 2.6 : 2}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
