// The words that a script shows: those that the page hands over in data-words (from the server's catalogues), else its
// own in Chinese or English, as the page's language is. "{0}" and "{1}" are filled in.

export function fill(pattern, ...values) {
  return pattern.replace(/\{(\d)\}/g, (whole, index) => (index in values ? String(values[index]) : whole));
}

/// `own`: {zh: {key: pattern}, en: {…}}. Returns say(key, ...values).
export function wordsOf(element, own) {
  const language = (element.closest('[lang]') || document.documentElement).lang || 'zh';
  const words = { ...own.zh, ...(language.startsWith('zh') ? {} : own.en) };
  try {
    Object.assign(words, JSON.parse(element.dataset.words || '{}'));
  } catch {
    // A page with damaged words still works with ours.
  }
  return (key, ...values) => fill(words[key] ?? key, ...values);
}
