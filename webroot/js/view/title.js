const SIZE = 64;
const MOST = 99;

let shown = 0;

/**
 * Shows where one is and how much is unread in the title of the page, its icon, and the badge of an installed page.
 * @param {string} where
 * @param {number} unread
 */
export function showCount(where, unread) {
  const place = where ? `${where} · Confab` : 'Confab';
  document.title = unread ? `(${unread}) ${place}` : place;
  if (unread === shown) return;
  if (signOf(unread) !== signOf(shown)) icon().setAttribute('href', unread ? drawn(signOf(unread)) : '/favicon.svg');
  shown = unread;
  navigator.setAppBadge?.(unread).catch(() => {}); // Only installed pages have one.
}

function signOf(unread) {
  return unread > MOST ? `${MOST}+` : String(unread);
}

function icon() {
  return /** @type {HTMLLinkElement} */ (document.querySelector('link[rel="icon"]'));
}

/** The number on Confab's colour; an image has no fonts of the page, so a plain one. */
function drawn(sign) {
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  pen.fillStyle = '#c0342c';
  pen.beginPath();
  pen.roundRect(0, 0, SIZE, SIZE, 18);
  pen.fill();
  pen.fillStyle = '#fff';
  pen.font = `bold ${sign.length > 1 ? 36 : 46}px sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(sign, SIZE / 2, SIZE / 2 + 3, SIZE - 6);
  return canvas.toDataURL();
}
