// Ballots that earlier versions kept in the open, by poll: nobody can tell any more whose they are. So marks and
// receipts go at once, wherever a page of this program finds them; tokens that are not cast yet stay, since without
// them a vote would be lost, for whoever says that they are the own and was given some by the server, or has the slip.
const name = 'pingxing-ballots';

function read() {
  try {
    return JSON.parse(localStorage.getItem(name)) || {};
  } catch {
    return {};
  }
}
function write(polls) {
  if (Object.keys(polls).length) localStorage.setItem(name, JSON.stringify(polls));
  else localStorage.removeItem(name);
}

const bare = ({ position, text, key, kept }) => ({ position, text, key, kept });
export const isFresh = (paper) => Boolean(paper && !paper.ack && paper.kept);

/// Takes marks and receipts away; says how many polls were removed whole, because all was cast, and which are left.
export function stripOld() {
  if (localStorage.getItem(name) === null) return { removed: 0, left: [] };
  const left = {};
  let removed = 0;
  for (const [id, poll] of Object.entries(read())) {
    const papers = poll && Array.isArray(poll.papers) ? poll.papers.filter(isFresh).map(bare) : [];
    if (papers.length) left[id] = { papers };
    else ++removed;
  }
  write(left);
  return { removed, left: Object.keys(left) };
}

/// Papers of a poll, or of a slip of it, that are not cast yet.
export const oldPapers = (id) => ((read()[id] || {}).papers || []).filter(isFresh).map(bare);
export function forgetOld(id) {
  const polls = read();
  delete polls[id];
  write(polls);
}
export const forgetAllOld = () => localStorage.removeItem(name);
