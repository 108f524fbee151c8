const SVG = 'http://www.w3.org/2000/svg';

/** Outlines on a grid of 24, drawn for this page. */
const PATHS = {
  back: ['M15 5l-7 7 7 7'],
  check: ['M5 12.5l4.5 4.5L19 7.5'],
  checks: ['M2.5 12.5l4.5 4.5L16 7.5', 'M12 16.5l.8.8L21.5 7.5'],
  clock: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17', 'M12 7.5V12l3 2'],
  close: ['M6 6l12 12M18 6L6 18'],
  compass: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17', 'M15.5 8.5l-2 5-5 2 2-5z'],
  down: ['M12 5v14M6 13l6 6 6-6'],
  edit: ['M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z', 'M14.5 6.5l3 3'],
  globe: ['M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17', 'M3.5 12h17', 'M12 3.5c5 5 5 12 0 17c-5-5-5-12 0-17'],
  lock: ['M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  people: ['M9 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7', 'M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6', 'M16 5a3.5 3.5 0 0 1 0 6.5', 'M18 14.5c2.3.7 3.5 2.5 3.5 5.5'],
  plus: ['M12 5v14M5 12h14'],
  reply: ['M9 6l-5 5 5 5', 'M4 11h10a6 6 0 0 1 6 6v1'],
  send: ['M4 12l16-8-5 17-4-7z', 'M11 14l9-10'],
  signOut: ['M10 4H5v16h5', 'M14 8l4 4-4 4', 'M18 12H9'],
  trash: ['M5 7h14', 'M9 7V4h6v3', 'M7 7l1 13h8l1-13'],
  warning: ['M12 4l9 16H3z', 'M12 10v4.5M12 17v.2'],
};

/** An icon by name; hidden from screen readers, the control around it has the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(...PATHS[name].map(outline));
  return svg;
}

function outline(d) {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', d);
  return path;
}
