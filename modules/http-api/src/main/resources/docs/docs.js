/** Shows the OpenAPI file that this server checks requests against. Everything is a text node. */

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

const contract = await (await fetch('/openapi.json')).json();
const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => item[method]).map((method) => ({ path, method, item, ...item[method] })));

document.getElementById('api').replaceChildren(
  element('h1', {}, contract.info.title),
  ...prose(contract.info.description),
  element('p', {}, 'The file itself: ', link('/openapi.yaml'), ', ', link('/openapi.json'), '. To try the socket by hand: ', link('/test-client'), '.'),
  ...contract.tags.flatMap(section));
document.getElementById('contents').replaceChildren(...contract.tags.flatMap(contents));
document.getElementById(location.hash.slice(1))?.scrollIntoView();

function contents(tag) {
  const entries = of(tag).map((operation) =>
    element('li', {}, element('a', { href: `#${operation.operationId}` }, operation.summary)));
  return [element('h2', {}, tag.name), element('ul', {}, ...entries)];
}

function section(tag) {
  return [element('h2', { id: `tag-${tag.name}` }, tag.name), ...prose(tag.description), ...of(tag).map(article)];
}

function of(tag) {
  return operations.filter((operation) => operation.tags.includes(tag.name));
}

function article(operation) {
  const isPublic = (operation.security ?? contract.security).length === 0;
  return element('article', { id: operation.operationId },
    element('h3', {},
      element('span', { class: `method ${operation.method}` }, operation.method),
      element('span', {}, base(operation.item) + operation.path),
      element('span', { class: 'badge' }, isPublic ? 'no token' : 'token'),
      element('span', { class: 'badge' }, operation.operationId)),
    element('p', { class: 'summary' }, operation.summary),
    ...prose(operation.description),
    ...parameters(operation),
    ...body(operation),
    ...Object.entries(operation.responses).flatMap(response));
}

/** Where the paths of an item begin: those of older systems stand beside the API. */
function base(item) {
  return (item.servers ?? contract.servers)[0].url.replace(/\/$/, '');
}

function parameters({ item, parameters: own = [] }) {
  const all = [...(item.parameters ?? []), ...own].map(resolve);
  const rows = all.map((parameter) =>
    row(parameter.name, `${parameter.in}, ${kind(parameter.schema)}`, parameter.required, parameter.description));
  return rows.length ? [element('h4', {}, 'Parameters'), table(rows)] : [];
}

function body({ requestBody }) {
  if (!requestBody) return [];
  const [[type, { schema, example: shown }]] = Object.entries(requestBody.content);
  const title = type === 'application/json' ? 'Body' : `Body (${type})`;
  return [element('h4', {}, title), fields(schema), ...example(shown)];
}

function response([status, reference]) {
  const { description, content } = resolve(reference);
  const json = content?.['application/json'];
  const title = element('h4', {}, `${status === 'default' ? 'Otherwise' : status}: ${description}`);
  return status === 'default' || !json ? [title] : [title, fields(json.schema), ...example(json.example)];
}

function fields(reference) {
  const schema = resolve(reference);
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) =>
    row(name, kind(property), schema.required?.includes(name), resolve(property).description));
  return rows.length ? table(rows) : element('p', {}, kind(schema));
}

function kind(reference) {
  const schema = resolve(reference);
  const name = reference.$ref ? `${reference.$ref.split('/').at(-1)}: ` : '';
  if (schema.enum) return name + schema.enum.filter((value) => value !== null).join(' | ');
  if (schema.type === 'array') return `${name}list of ${kind(schema.items)}`;
  return name + [[schema.type].flat().join(' or '), schema.format, range(schema)].filter(Boolean).join(', ');
}

function range({ minLength, maxLength, minimum, maximum, default: otherwise }) {
  const low = minLength ?? minimum;
  const high = maximum === Number.MAX_SAFE_INTEGER ? undefined : maxLength ?? maximum;
  return [bounds(low, high), otherwise === undefined ? '' : `default ${otherwise}`].filter(Boolean).join(', ');
}

function bounds(low, high) {
  if (low !== undefined && high !== undefined) return `${low}–${high}`;
  if (low !== undefined) return `from ${low}`;
  return high === undefined ? '' : `up to ${high}`;
}

function example(value) {
  return value === undefined ? [] : [element('pre', {}, JSON.stringify(value, null, 2))];
}

function resolve(schema) {
  if (!schema.$ref) return schema;
  return resolve(schema.$ref.slice(2).split('/').reduce((part, key) => part[key], contract));
}

function table(rows) {
  return element('table', {}, element('tbody', {}, ...rows));
}

function row(name, type, required, description) {
  return element('tr', {},
    element('td', {}, element('code', {}, name), required ? '' : ' (optional)'),
    element('td', {}, type),
    element('td', {}, ...inline(description ?? '')));
}

/** Paragraphs with `code` and **strong** in them: all the Markdown that the contract uses. */
function prose(text = '') {
  return text.trim().split(/\n{2,}/).filter(Boolean).map((paragraph) => element('p', {}, ...inline(paragraph)));
}

function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith('`')) return element('code', {}, part.slice(1, -1));
    return part.startsWith('**') ? element('strong', {}, part.slice(2, -2)) : part;
  });
}

function link(href) {
  return element('a', { href }, href);
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
