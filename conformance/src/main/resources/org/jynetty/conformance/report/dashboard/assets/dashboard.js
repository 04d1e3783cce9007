// What the pages can do beyond being read: filter tests, and copy commands. Nothing is fetched.
'use strict';

// A query is words, all of which must hold: implementation:status asks for a cell, not-ok for any status but ok, and
// implementation@2:status for a cell of the second environment; anything else is looked for in the name of the test and the words of its row.
function filterTests(input) {
  const table = document.querySelector('table.results');
  const columns = Array.from(table.querySelectorAll('th[data-name]'), head => [head.dataset.name, head.dataset.token]);
  const names = columns.flat();
  const rows = Array.from(table.tBodies[0].rows, row => ({
    row,
    text: row.textContent.toLowerCase(),
    cells: Array.from(row.cells).slice(1).map((cell, i) => [columns[i], cell.className])
  }));
  const shown = document.getElementById('shown');

  function holds(row, word) {
    const [name, status] = word.split(':');
    if (!status || !names.includes(name)) {
      return row.text.includes(word);
    }
    return row.cells.some(([column, found]) => column.includes(name) && found !== 'none'
      && (status === 'not-ok' ? found !== 'ok' : found === status));
  }

  function apply() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const visible = words.every(word => holds(row, word));
      row.row.hidden = !visible;
      count += visible;
    }
    shown.value = words.length ? count + ' of ' + rows.length + ' tests' : rows.length + ' tests';
  }

  function fromAddress() {
    const query = new URLSearchParams(location.search).get('q');
    input.value = location.hash.startsWith('#q=') ? decodeURIComponent(location.hash.slice(3)) : query || '';
    apply();
  }

  input.addEventListener('input', () => {
    history.replaceState(null, '', location.pathname + '#q=' + encodeURIComponent(input.value));
    apply();
  });
  input.form.addEventListener('submit', event => event.preventDefault());
  window.addEventListener('hashchange', () => {
    if (location.hash !== '#main') {
      fromAddress();
    }
  });
  fromAddress();
}

function offerCopy(command) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', 'Copy the command');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(command.querySelector('code').textContent);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  command.append(button);
}

const filter = document.getElementById('filter');
if (filter) {
  filterTests(filter);
}
if (navigator.clipboard) {
  document.querySelectorAll('pre.command').forEach(offerCopy);
}
// As on the sites that the readers of these pages know: / leads to the box that finds tests.
document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !/INPUT|TEXTAREA/.test(event.target.tagName)) {
    event.preventDefault();
    (filter || document.getElementById('find')).focus();
  }
});
