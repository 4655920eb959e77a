// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: the hari authors
// A block of skin that turns under the finger: every piece of a fibre is one instance of a ribbon that faces the eye and
// is shaded like a cylinder; a cell is a piece of no length, which its round ends make a ball.
(() => {
  "use strict";

  const vertexSource = `#version 300 es
    precision highp float;
    layout(location = 0) in vec2 corner;     // -1 or 1: across, along
    layout(location = 1) in vec3 from;
    layout(location = 2) in vec3 to;
    layout(location = 3) in vec4 look;       // red, green, blue; radius
    uniform mat4 view, projection;
    out vec3 colour;
    out vec3 at;                             // across and along in radii, depth
    flat out float pieceLength;              // in radii
    void main() {
      vec3 a = (view * vec4(from, 1.0)).xyz, b = (view * vec4(to, 1.0)).xyz;
      vec2 along = b.xy - a.xy;
      float length2d = length(along);
      along = length2d > 1e-6 ? along / length2d : vec2(1.0, 0.0);
      vec2 across = vec2(-along.y, along.x);
      float radius = look.a;
      vec3 end = corner.y < 0.0 ? a : b;
      end.xy += radius * (across * corner.x + along * corner.y);
      pieceLength = length2d / radius;
      at = vec3(corner.x, corner.y < 0.0 ? -1.0 : pieceLength + 1.0, -end.z);
      colour = look.rgb;
      gl_Position = projection * vec4(end, 1.0);
    }`;

  const fragmentSource = `#version 300 es
    precision highp float;
    in vec3 colour;
    in vec3 at;
    flat in float pieceLength;
    uniform float near, far;
    out vec4 ink;
    void main() {
      float beyond = at.y - clamp(at.y, 0.0, pieceLength);
      float r2 = at.x * at.x + beyond * beyond;
      if (r2 > 1.0) discard;
      float facing = sqrt(1.0 - r2);
      vec3 lit = colour * (0.42 + 0.58 * facing) + vec3(0.10) * pow(facing, 12.0);
      float mist = 0.62 * smoothstep(near, far, at.z);
      ink = vec4(mix(lit, vec3(0.984, 0.973, 0.953), mist), 1.0);
    }`;

  // As in the pictures: told apart by lightness as well as by hue.
  const colours = {
    intact: [0.90, 0.55, 0.46], worn: [0.62, 0.58, 0.54], elastic: [0.0, 0.56, 0.43], retinaculum: [0.96, 0.86, 0.62],
    cell: [0.35, 0.25, 0.82], senescent: [0.12, 0.10, 0.14], stem: [0.82, 0.13, 0.56],
  };
  const mix = (a, b, t) => a.map((v, i) => v + t * (b[i] - v));

  const finer = 3;            // points drawn per piece of a fibre
  const waveLength = 0.2;     // of the drawn crimp, in half widths of the block
  const mostCrimp = 0.25;     // the slack strain that a byte tells apart

  /** A smooth line through the vertices (Catmull and Rom). */
  function smooth(vertices) {
    const line = [vertices[0]], at = (i) => vertices[Math.min(vertices.length - 1, Math.max(0, i))];
    for (let i = 0; i + 1 < vertices.length; ++i) {
      const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      for (let k = 1; k <= finer; ++k) {
        const t = k / finer;
        line.push(b.map((v, n) => 0.5 * (2 * v + (c[n] - a[n]) * t + (2 * a[n] - 5 * v + 4 * c[n] - d[n]) * t * t
          + (3 * v - a[n] - 3 * c[n] + d[n]) * t ** 3)));
      }
    }
    return line;
  }

  /** The same as a sine whose arc is 1 + crimp times its chord, to first order; each fibre begins elsewhere in its wave. */
  function wavy(line, crimp, seed) {
    const amplitude = Math.min(0.16 * waveLength, waveLength / Math.PI * Math.sqrt(crimp));
    if (amplitude < 1e-4 || line.length < 3) return line;
    const [a, z] = [line[0], line.at(-1)], chord = a.map((v, n) => z[n] - v);
    const flat = Math.hypot(chord[0], chord[1]) || 1, side = [-chord[1] / flat, chord[0] / flat, 0.3];
    let along = seed * 2.399963 % 1;
    return line.map((p, i) => {
      if (i > 0) along += Math.hypot(...p.map((v, n) => v - line[i - 1][n])) / waveLength;
      const shift = amplitude * Math.sin(2 * Math.PI * along);
      return p.map((v, n) => v + shift * side[n]);
    });
  }

  // The layout is that of src/report/scene.hpp.
  function decode(text) {
    const raw = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const data = new DataView(raw.buffer);
    const fibres = data.getUint32(0, true), cells = data.getUint32(4, true);
    const heads = 24, pieces = [];
    let at = heads + 4 * fibres;
    const point = () => {
      const p = [0, 2, 4].map((k) => data.getInt16(at + k, true) / 32767);
      at += 6;
      return p;
    };
    for (let f = 0; f < fibres; ++f) {
      const [points, packed, wear, thick] = raw.subarray(heads + 4 * f, heads + 4 * f + 4);
      const kind = packed & 3;
      const colour = kind === 1 ? mix(colours.elastic, colours.worn, 0.7 * wear / 255)
        : kind === 2 ? colours.retinaculum : mix(colours.intact, colours.worn, Math.min(1, 1.6 * wear / 255));
      const radius = kind === 1 ? 0.0035 : kind === 2 ? 0.009 : 0.0035 + 0.008 * thick / 255;
      const vertices = Array.from({ length: points }, point);
      const line = wavy(smooth(vertices), (packed >> 2) / 63 * mostCrimp, f);
      for (let i = 1; i < line.length; ++i) pieces.push(...line[i - 1], ...line[i], ...colour, radius);
    }
    for (let c = 0; c < cells; ++c) {
      const p = point(), colour = [colours.cell, colours.senescent, colours.stem][raw[at]];
      pieces.push(...p, ...p, ...colour, 0.008 + 0.010 * raw[at + 1] / 255);
      at += 2;
    }
    return { fibres, cells, pieces: new Float32Array(pieces) };
  }

  function program(gl) {
    const made = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertexSource], [gl.FRAGMENT_SHADER, fragmentSource]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader));
      gl.attachShader(made, shader);
    }
    gl.linkProgram(made);
    if (!gl.getProgramParameter(made, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(made));
    return made;
  }

  const perspective = (fov, aspect, near, far) => {
    const f = 1 / Math.tan(fov / 2);
    return [f / aspect, 0, 0, 0, 0, f, 0, 0, 0, 0, (far + near) / (near - far), -1, 0, 0, 2 * far * near / (near - far), 0];
  };
  // Skin lies level (z up); the eye turns about its middle.
  const viewOf = (turn, tilt, distance, middle) => {
    const c = Math.cos(turn), s = Math.sin(turn), ct = Math.cos(tilt), st = Math.sin(tilt);
    const rows = [[c, s, 0], [-s * st, c * st, ct], [s * ct, -c * ct, st]];
    const back = rows.map((r) => -(r[0] * middle[0] + r[1] * middle[1] + r[2] * middle[2]));
    back[2] -= distance;
    return [rows[0][0], rows[1][0], rows[2][0], 0, rows[0][1], rows[1][1], rows[2][1], 0,
      rows[0][2], rows[1][2], rows[2][2], 0, back[0], back[1], back[2], 1];
  };

  class Viewer {
    constructor(canvas) {
      this.canvas = canvas;
      const gl = canvas.getContext("webgl2", { antialias: true, alpha: false, preserveDrawingBuffer: true });
      if (!gl) throw new Error("no WebGL 2");
      this.gl = gl;
      this.program = program(gl);
      this.uniform = Object.fromEntries(["view", "projection", "near", "far"]
        .map((name) => [name, gl.getUniformLocation(this.program, name)]));
      gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
      gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1]), gl.STATIC_DRAW);
      gl.enableVertexAttribArray(0);
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
      this.pieces = gl.createBuffer();
      gl.bindBuffer(gl.ARRAY_BUFFER, this.pieces);
      for (const [place, size, offset] of [[1, 3, 0], [2, 3, 12], [3, 4, 24]]) {
        gl.enableVertexAttribArray(place);
        gl.vertexAttribPointer(place, size, gl.FLOAT, false, 40, offset);
        gl.vertexAttribDivisor(place, 1);
      }
      gl.enable(gl.DEPTH_TEST);
      this.begin();
      this.listen();
    }

    begin() {
      Object.assign(this, { turn: -0.5, tilt: 0.36, distance: 3.2 });
    }

    show(scene) {
      const { gl } = this;
      gl.bindBuffer(gl.ARRAY_BUFFER, this.pieces);
      gl.bufferData(gl.ARRAY_BUFFER, scene.pieces, gl.STATIC_DRAW);
      this.count = scene.pieces.length / 10;
      // Height of the block within the cube of its largest extent.
      let low = 1, high = -1;
      for (let i = 2; i < scene.pieces.length; i += 10) {
        low = Math.min(low, scene.pieces[i]);
        high = Math.max(high, scene.pieces[i]);
      }
      // A thinner block stands on the same floor as a thick one, so that its thinning shows.
      this.middle ??= [0, 0, (low + high) / 2 - 0.1];
      this.draw();
    }

    draw() {
      if (this.waiting) return;
      this.waiting = requestAnimationFrame(() => {
        this.waiting = 0;
        this.paint();
      });
    }

    paint() {
      const { gl, canvas } = this, density = Math.min(2, window.devicePixelRatio || 1);
      const width = Math.round(canvas.clientWidth * density), height = Math.round(canvas.clientHeight * density);
      if (width > 0 && height > 0 && (canvas.width !== width || canvas.height !== height)) Object.assign(canvas, { width, height });
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0.984, 0.973, 0.953, 1);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.useProgram(this.program);
      gl.uniformMatrix4fv(this.uniform.view, false, viewOf(this.turn, this.tilt, this.distance, this.middle));
      gl.uniformMatrix4fv(this.uniform.projection, false, perspective(0.75, canvas.width / canvas.height, 0.05, 20));
      gl.uniform1f(this.uniform.near, this.distance - 0.8);
      gl.uniform1f(this.uniform.far, this.distance + 1.6);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.count);
      canvas.dataset.painted = String(Number(canvas.dataset.painted || 0) + 1);
    }

    move(turn, tilt, nearer = 1) {
      this.turn += turn;
      this.tilt = Math.min(1.5, Math.max(-0.3, this.tilt + tilt));
      this.distance = Math.min(6, Math.max(0.9, this.distance / nearer));
      this.draw();
    }

    listen() {
      const { canvas } = this, fingers = new Map();
      canvas.addEventListener("pointerdown", (e) => {
        fingers.set(e.pointerId, [e.clientX, e.clientY]);
        canvas.setPointerCapture(e.pointerId);
      });
      canvas.addEventListener("pointermove", (e) => {
        const last = fingers.get(e.pointerId);
        if (!last) return;
        const spread = () => {
          const [a, b] = [...fingers.values()];
          return Math.hypot(a[0] - b[0], a[1] - b[1]);
        };
        const before = fingers.size === 2 ? spread() : 0;
        fingers.set(e.pointerId, [e.clientX, e.clientY]);
        if (fingers.size === 2) this.move(0, 0, before > 0 ? spread() / before : 1);
        else this.move((last[0] - e.clientX) / 180, (e.clientY - last[1]) / 220);
      });
      for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (e) => fingers.delete(e.pointerId));
      canvas.addEventListener("keydown", (e) => {
        const step = 0.12;
        const keys = {
          ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step],
          "+": [0, 0, 1.12], "=": [0, 0, 1.12], "-": [0, 0, 1 / 1.12],
        };
        if (e.ctrlKey || e.metaKey || e.altKey) return;
        if (e.key === "0") this.begin();
        else if (!keys[e.key]) return;
        e.preventDefault();
        this.move(...(keys[e.key] || [0, 0]));
      });
      canvas.addEventListener("webglcontextlost", (e) => e.preventDefault());
      new ResizeObserver(() => this.draw()).observe(canvas);
    }
  }

  const canvas = document.querySelector("#viewer canvas");
  if (!canvas) return;
  let viewer;
  try {
    viewer = new Viewer(canvas);
  } catch {
    return;  // the page then keeps the sentence that says so
  }
  const scenes = new Map();
  const buttons = [...document.querySelectorAll("#viewer [data-scene]")];
  const show = (name) => {
    if (!scenes.has(name)) scenes.set(name, decode(document.getElementById(name).textContent.trim()));
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.scene === name));
    for (const count of document.querySelectorAll("#viewer [data-count]")) count.hidden = count.dataset.count !== name;
    viewer.show(scenes.get(name));
  };
  document.querySelector("#viewer .stage").hidden = false;
  document.querySelector("#viewer .none").hidden = true;
  for (const button of buttons) button.addEventListener("click", () => show(button.dataset.scene));
  show(buttons[0].dataset.scene);
})();
