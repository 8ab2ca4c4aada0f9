/** Who uses the page, as the server says: {keys, role, signedIn, name}. */
let session = { keys: false, role: 'operator', signedIn: false };
let ended = () => {};

/** Takes up who uses the page; what only operators may do is shown to them alone. */
export function become(now) {
  session = now;
  document.body.dataset.role = now.role;
}

export function mayRead() {
  return session.role !== 'none';
}

export function mayOperate() {
  return session.role === 'operator';
}

/** Calls back where the server no longer knows who uses the page. */
export function onEnd(callback) {
  ended = callback;
}

export function signedOut() {
  if (session.role !== 'none') {
    become({ ...session, role: 'none', signedIn: false, name: undefined });
    ended();
  }
}
