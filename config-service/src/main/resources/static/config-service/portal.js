// Saving works without this file: it suggests a port, says when the service is gone, and leads to what was asked for.
(() => {
  'use strict';
  const port = document.getElementById('endpoint.port');
  const transport = document.getElementById('transport');
  const usual = (carrier) => (carrier === 'tls' ? '6514' : '514');

  let before = transport && transport.value;
  if (port && transport) {
    transport.addEventListener('change', () => {
      // Only a port that we suggested ourselves, never one that the operator chose.
      if (port.value.trim() === '' || port.value.trim() === usual(before)) {
        port.value = usual(transport.value);
      }
      before = transport.value;
    });
  }

  // Whoever asks for something hears within two seconds that it takes longer.
  const slow = document.getElementById('slow');
  const unanswered = new Map();
  const asked = (request) => {
    if (unanswered.has(request)) return;
    unanswered.set(request, setTimeout(() => { if (slow) slow.hidden = false; }, 2000));
  };
  const answered = (request) => {
    clearTimeout(unanswered.get(request));
    unanswered.delete(request);
    if (slow && unanswered.size === 0) slow.hidden = true;
  };
  document.addEventListener('submit', () => asked('page'));
  window.addEventListener('pageshow', () => answered('page'));
  document.body.addEventListener('htmx:beforeRequest', (event) => {
    if (event.detail.requestConfig.verb === 'post') asked(event.detail.xhr);
  });
  document.body.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.requestConfig.verb === 'post') answered(event.detail.xhr);
  });

  const lost = document.getElementById('lost');
  const say = (gone) => {
    if (lost && lost.hidden === gone) lost.hidden = !gone;
  };
  document.body.addEventListener('htmx:sendError', () => say(true));
  document.body.addEventListener('htmx:responseError', () => say(true));
  document.body.addEventListener('htmx:afterOnLoad', () => say(false));
  document.body.addEventListener('htmx:beforeSwap', () => say(false));

  // What was asked for may lie below the window's edge.
  document.body.addEventListener('htmx:afterSwap', (event) => {
    const title = event.detail.target.querySelector('[data-focus]');
    if (title) title.focus();
  });

  // Who pressed what is replaced by its answer goes on from there, not from the top of the page.
  let replaced = false;
  document.body.addEventListener('htmx:beforeSwap', (event) => {
    replaced = event.detail.target.contains(document.activeElement);
  });
  document.body.addEventListener('htmx:afterSettle', (event) => {
    if (!replaced || document.activeElement !== document.body) return;
    event.target.tabIndex = -1;
    event.target.focus();
  });

  // What was typed outlives a sign-in that ended meanwhile: in this tab only, until it was saved or shown again.
  const form = document.getElementById('settings');
  const kept = 'bellwire-entries';
  const entered = () => [...form.elements]
    .filter((field) => field.name && field.type !== 'hidden' && (field.type !== 'radio' || field.checked))
    .map((field) => [field.name, field.type === 'checkbox' ? field.checked : field.value]);
  // Not what the fields begin with: the choice of sensors is renewed, and then begins with what was chosen.
  const loaded = form && JSON.stringify(entered());
  const keep = (reason) => {
    const refused = document.querySelector('main > .notice[role="alert"]');
    if (!form || !(refused || JSON.stringify(entered()) !== loaded)) return;
    sessionStorage.setItem(kept, JSON.stringify([reason, form.elements.basedOn.value, entered()]));
  };
  // A page with a notice is the answer to what was sent, and has it; so is that after saving, which may come without.
  const isAnswered = () => document.querySelector('main > .notice:not([hidden])')
    || new URLSearchParams(location.search).has('saved');
  const showAgain = (basedOn, entries) => {
    const again = document.getElementById('entries-again');
    if (!again) return;
    form.elements.basedOn.value = basedOn;
    for (const [name, value] of entries) {
      const field = form.elements[name];
      if (field && typeof value === 'boolean') field.checked = value;
      else if (field && (!field.options || [...field.options].some((option) => option.value === value))) field.value = value;
    }
    before = transport.value;
    // What was saved before is no news any more, and is not what stands here.
    const saved = document.querySelector('main > .notice-good');
    if (saved) saved.hidden = true;
    again.hidden = false;
    again.focus();
  };

  document.body.addEventListener('htmx:beforeOnLoad', (event) => {
    if (event.detail.xhr.status === 401) keep('sign-in ended');
  });
  if (form) {
    form.addEventListener('submit', () => keep('submit'));
    const stored = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
    if (stored) {
      const [reason, basedOn, entries] = JSON.parse(stored);
      if (reason !== 'submit' || !isAnswered()) showAgain(basedOn, entries);
    }
  }

  const faulty = document.querySelector('[aria-invalid="true"]');
  if (faulty) faulty.focus();
})();
