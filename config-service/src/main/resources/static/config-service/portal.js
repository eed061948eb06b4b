// Saving works without this file: it suggests a port, says when the service is gone, and leads to what was asked for.
(() => {
  'use strict';
  const port = document.getElementById('endpoint.port');
  const transport = document.getElementById('transport');
  const usual = (carrier) => (carrier === 'tls' ? '6514' : '514');

  if (port && transport) {
    let before = transport.value;
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
  let patience;
  const asked = () => {
    clearTimeout(patience);
    patience = setTimeout(() => { if (slow) slow.hidden = false; }, 2000);
  };
  const answered = () => {
    clearTimeout(patience);
    if (slow) slow.hidden = true;
  };
  document.addEventListener('submit', asked);
  window.addEventListener('pageshow', answered);
  document.body.addEventListener('htmx:beforeRequest', (event) => {
    if (event.detail.requestConfig.verb === 'post') asked();
  });
  document.body.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.requestConfig.verb === 'post') answered();
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

  const faulty = document.querySelector('[aria-invalid="true"]');
  if (faulty) faulty.focus();
})();
