/**
 * Makes an element. Strings become text nodes, so what users write is never read as HTML.
 *
 * @param props `class`, `on` (listeners by event), `dataset`, properties such as `value` and `disabled`, and attributes;
 *   `null`, `undefined` and `false` leave one out
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  element.append(...present(children));
  return element;
}

/** Replaces all that is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
  return element;
}

/** A name or text of a user: isolated, so that its direction does not turn what stands around it. */
export function bdi(text) {
  return h('bdi', {}, text);
}

/** A button with an icon, whose name is its tooltip too. */
export function iconButton(icon, label, onClick, props = {}) {
  return h('button', { type: 'button', class: 'icon-button', title: label, 'aria-label': label, ...props, on: { click: onClick } }, icon);
}

export function button(label, onClick, props = {}) {
  return h('button', { type: 'button', class: 'button', ...props, on: { click: onClick } }, label);
}

/** Calls `action` once, after everything that happens in this turn; in hidden pages too. */
export function coalesce(action) {
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    const run = () => {
      planned = false;
      action();
    };
    if (document.hidden) setTimeout(run);
    else requestAnimationFrame(run);
  };
}

const PROPERTIES = new Set(['value', 'disabled', 'checked', 'hidden', 'required', 'open', 'htmlFor', 'inert']);

function setProp(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === 'class') element.className = value;
  else if (name === 'on') Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
  else if (name === 'dataset') Object.assign(element.dataset, value);
  else if (PROPERTIES.has(name)) element[name] = value;
  else element.setAttribute(name, value === true ? '' : value);
}

function present(children) {
  return children.flat().filter(child => child !== null && child !== undefined && child !== false);
}
