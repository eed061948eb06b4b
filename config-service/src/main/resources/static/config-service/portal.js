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
