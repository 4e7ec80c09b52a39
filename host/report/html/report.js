(function () {
  'use strict';
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const root = document.documentElement;
  root.classList.add('js');

  // What is switched stands in the address, so that a link shows the same view.
  const state = new Map(location.hash.slice(1).split('&').filter((part) => part.includes('='))
    .map((part) => part.split('=').map(decodeURIComponent)));
  const keep = (key, value) => {
    if (value) state.set(key, value); else state.delete(key);
    const text = Array.from(state, (pair) => pair.map(encodeURIComponent).join('=')).join('&');
    history.replaceState(null, '', text ? '#' + text : location.pathname + location.search);
  };
  const press = (button, pressed) => button.setAttribute('aria-pressed', String(pressed));
  const is_pressed = (button) => button.getAttribute('aria-pressed') === 'true';

  const show_view = (section, id) => {
    all('figure', section).forEach((figure) => { figure.hidden = figure.id !== id; });
    all('[data-view]', section).forEach((button) => press(button, button.dataset.view === id));
  };
  const show_kinds = (section) => all('[data-kind]', section).forEach((button) =>
    section.classList.toggle('no-' + button.dataset.kind, !is_pressed(button)));

  all('section').forEach((section) => {
    const views = all('[data-view]', section), kinds = all('[data-kind]', section);
    views.forEach((button) => button.addEventListener('click', () => {
      show_view(section, button.dataset.view);
      keep(section.id, button === views[0] ? '' : button.dataset.view);
    }));
    kinds.forEach((button) => button.addEventListener('click', () => {
      press(button, !is_pressed(button));
      const others = kinds.filter((other) => other !== button);
      if (!kinds.some(is_pressed)) others.forEach((other) => press(other, true));
      show_kinds(section);
      keep(section.id + '.kinds', kinds.every(is_pressed) ? '' : kinds.filter(is_pressed).map((b) => b.dataset.kind).join());
    }));
    const view = state.get(section.id), shown = state.get(section.id + '.kinds');
    if (views.some((button) => button.dataset.view === view)) show_view(section, view);
    if (shown) kinds.forEach((button) => press(button, shown.split(',').includes(button.dataset.kind)));
    show_kinds(section);
  });

  // Points: what they are is told when somebody points at them, or walks along the lines by arrow keys.
  // Where several views show the same points, the first of them has the words.
  const told = new Map();
  all('figure').forEach((figure) => {
    const chart = figure.querySelector('svg');
    if (!chart || !chart.querySelector('.p path,.q')) return;
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.setAttribute('role', 'status');
    figure.append(tip);
    chart.setAttribute('tabindex', '0');
    const words = new Map();
    all('.p path,.q', chart).forEach((point) => {
      const title = point.querySelector('title');
      if (title && point.dataset.k) told.set(point.dataset.k, title.textContent);
      words.set(point, title ? title.textContent : told.get(point.dataset.k) || '');
      if (title) title.remove();
    });
    let current = null, ring = null;
    const hide = () => { tip.textContent = ''; if (ring) ring.remove(); ring = null; current = null; };
    const tell = (point, with_ring) => {
      hide();
      current = point;
      tip.textContent = words.get(point);
      const at = point.getBoundingClientRect(), about = figure.getBoundingClientRect();
      const left = Math.min(at.left - about.left + 12, about.width - tip.offsetWidth - 8);
      tip.style.left = Math.max(0, left) + 'px';
      tip.style.top = Math.max(0, at.top - about.top - tip.offsetHeight - 10) + 'px';
      if (!with_ring) return;
      const box = point.getBBox();
      ring = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      ring.setAttribute('class', 'focus');
      Object.entries({x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8})
        .forEach((pair) => ring.setAttribute(pair[0], pair[1]));
      chart.append(ring);
    };
    // Both kinds of a line, where it has several, are hidden, or shown again.
    const switch_line = (line) => line && all('.series', chart).filter((other) => other.dataset.name === line.dataset.name)
      .forEach((other) => other.classList.toggle('off'));
    const visible = (point) => point.getClientRects().length > 0;
    const lines = () => all('.series', chart).map((line) => all('.p path,.q', line).filter(visible)).filter((line) => line.length);
    chart.addEventListener('pointerover', (event) => {
      const point = event.target.closest('.p path,.q');
      if (point && words.has(point)) tell(point, false); else hide();
    });
    chart.addEventListener('pointerleave', hide);
    chart.addEventListener('blur', hide);
    chart.addEventListener('keydown', (event) => {
      const step = {ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0]}[event.key];
      if (event.key === 'Escape') { hide(); all('.series.off', chart).forEach((line) => line.classList.remove('off')); }
      if (current && (event.key === 'Enter' || event.key === ' ')) { event.preventDefault(); switch_line(current.closest('.series')); }
      if (!step) return;
      event.preventDefault();
      let rows = lines();
      if (!rows.length) rows = [all('.p path,.q', chart).filter(visible)];
      if (!rows[0].length) return;
      let row = rows.findIndex((line) => line.includes(current));
      let place = row < 0 ? 0 : rows[row].indexOf(current);
      if (row < 0) row = 0;
      else {
        row = (row + step[0] + rows.length) % rows.length;
        place = Math.max(0, Math.min(rows[row].length - 1, place + step[1]));
      }
      tell(rows[row][place], true);
    });
    all('.series .name', chart).forEach((name) => name.addEventListener('click', () => switch_line(name.closest('.series'))));
  });

  // The table of all figures: sorted by a column, copied with its exact numbers, which are in the data.
  const json = document.getElementById('json'), data = json ? JSON.parse(json.textContent) : {};
  const at = (value, pointer) => pointer.split('/').slice(1).reduce((of, key) => (of == null ? of : of[key]), value);
  all('table.sortable').forEach((table) => {
    const body = table.tBodies[0], heads = all('th', table);
    const rows = (at(data, table.dataset.list) || []).filter((row) => row.seconds !== undefined);
    const of_row = new Map(all('tr', body).map((row, i) => [row, rows[i]]));
    const exact = (row, column) => {
      const number = heads[column].dataset.at && at(of_row.get(row), heads[column].dataset.at);
      return number == null ? row.cells[column].textContent : number;
    };
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const order = (a, b) => {
          const x = exact(a, column), y = exact(b, column);
          return x !== '' && y !== '' && !isNaN(x) && !isNaN(y) ? x - y : String(x).localeCompare(String(y));
        };
        body.append(...all('tr', body).sort((a, b) => (down ? order(b, a) : order(a, b))));
      });
    });
    const copy = document.createElement('button');
    copy.type = 'button';
    copy.textContent = 'Copy as TSV';
    const bar = document.createElement('p');
    bar.className = 'switches';
    bar.append(copy);
    table.parentElement.before(bar);
    copy.addEventListener('click', () => {
      const title = (head) => (head.dataset.at ? head.dataset.at.slice(1).replaceAll('/', '.') : head.textContent);
      const lines = [heads.map(title)].concat(all('tr', body).map((row) => heads.map((head, column) => exact(row, column))));
      const text = lines.map((line) => line.join('\t')).join('\n') + '\n';
      navigator.clipboard.writeText(text).then(() => { copy.textContent = 'Copied'; }, () => { copy.textContent = 'Not allowed here'; });
    });
  });

  const large = document.createElement('button');
  large.type = 'button';
  large.textContent = 'Large view';
  const set_large = (on) => { document.body.classList.toggle('large', on); press(large, on); keep('large', on ? '1' : ''); };
  large.addEventListener('click', () => set_large(!is_pressed(large)));
  const bar = document.createElement('p');
  bar.className = 'switches';
  bar.append(large);
  document.querySelector('header').append(bar);
  press(large, state.has('large'));
  document.body.classList.toggle('large', state.has('large'));

  const save = document.getElementById('save');
  if (save) save.addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = 'data:application/json;charset=utf-8,' + encodeURIComponent(json.textContent);
    link.download = 'crossover.json';
    link.click();
  });

  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])');
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((details) => { details.open = false; }));
})();
