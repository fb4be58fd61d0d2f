// Small pieces of a page.
let ids = 0;

/// A name that no other element of the page has.
export function newId(begin) {
  return `${begin}-${++ids}`;
}

export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
