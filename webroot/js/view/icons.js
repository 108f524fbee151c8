import { svg, html } from 'lit';

/** Outlines on a grid of 24, drawn for this page. */
const PATHS = {
  archive: ['M4 5h16v4H4z', 'M5.5 9v10.5h13V9', 'M10 13h4'],
  back: ['M15 5l-7 7 7 7'],
  bell: ['M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15z', 'M10 21h4'],
  bellOff: ['M6 16.5V11a6 6 0 0 1 9-5.2M18 11v5.5l1.5 2H8', 'M10 21h4', 'M4 4l16 16'],
  calendar: ['M4.5 6h15v14h-15z', 'M4.5 10.5h15', 'M8.5 3.5v4M15.5 3.5v4'],
  check: ['M5 12.5l4.5 4.5L19 7.5'],
  checks: ['M2.5 12.5l4.5 4.5L16 7.5', 'M12 16.5l.8.8L21.5 7.5'],
  clock: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17', 'M12 7.5V12l3 2'],
  close: ['M6 6l12 12M18 6L6 18'],
  compass: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17', 'M15.5 8.5l-2 5-5 2 2-5z'],
  copy: ['M9 9h11v11H9z', 'M15 9V4H4v11h5'],
  down: ['M12 5v14M6 13l6 6 6-6'],
  edit: ['M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z', 'M14.5 6.5l3 3'],
  gear: ['M12 8.8a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4', 'M12 3v2.6M12 18.4V21M3 12h2.6M18.4 12H21M5.6 5.6l1.9 1.9M16.5 16.5l1.9 1.9M18.4 5.6l-1.9 1.9M7.5 16.5l-1.9 1.9'],
  globe: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17', 'M3.5 12h17', 'M12 3.5c5 5 5 12 0 17c-5-5-5-12 0-17'],
  keyboard: ['M3 6.5h18v11H3z', 'M6.5 10h.1M10 10h.1M13.5 10h.1M17 10h.1M8 14h8'],
  link: ['M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7L12 7', 'M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.7 5.7L12 17'],
  lock: ['M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  more: ['M5 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0M11 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0M17 12a1 1 0 1 0 2 0a1 1 0 1 0-2 0'],
  people: ['M9 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7', 'M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6', 'M16 5a3.5 3.5 0 0 1 0 6.5', 'M18 14.5c2.3.7 3.5 2.5 3.5 5.5'],
  person: ['M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8', 'M4.5 20.5c0-4.5 3.5-6.5 7.5-6.5s7.5 2 7.5 6.5'],
  plus: ['M12 5v14M5 12h14'],
  reply: ['M9 6l-5 5 5 5', 'M4 11h10a6 6 0 0 1 6 6v1'],
  search: ['M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13', 'M15.5 15.5L20.5 20.5'],
  send: ['M4 12l16-8-5 17-4-7z', 'M11 14l9-10'],
  signOut: ['M10 4H5v16h5', 'M14 8l4 4-4 4', 'M18 12H9'],
  star: ['M12 4l2.5 5.2 5.7.7-4.2 3.9 1.1 5.6-5.1-2.8-5.1 2.8 1.1-5.6-4.2-3.9 5.7-.7z'],
  terminal: ['M4 5h16v14H4z', 'M7.5 9.5l3 2.5-3 2.5M12.5 15h4'],
  trash: ['M5 7h14', 'M9 7V4h6v3', 'M7 7l1 13h8l1-13'],
  up: ['M12 19V5M6 11l6-6 6 6'],
  warning: ['M12 4l9 16H3z', 'M12 10v4.5M12 17v.2'],
};

/** Those that point somewhere, and so are mirrored where one reads from right to left. */
const DIRECTED = new Set(['back', 'reply', 'send', 'signOut']);

/**
 * An icon by name; hidden from screen readers, the control around it has the name.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  const classes = DIRECTED.has(name) ? 'icon directed' : 'icon';
  return html`<svg viewBox="0 0 24 24" class=${classes} aria-hidden="true">${PATHS[name].map(d => svg`<path d=${d}></path>`)}</svg>`;
}

/** Confab's sign. */
export function logo() {
  return html`<img class="logo" src="/favicon.svg" alt="" width="32" height="32">`;
}
