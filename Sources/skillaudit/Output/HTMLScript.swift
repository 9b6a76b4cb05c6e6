/// The script of the HTML page: filters and sorts what is there already. Without it everything is shown.
enum HTMLScript {
    static let text = #"""
        (function () {
          "use strict";
          var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
          all(".tools").forEach(function (tools) { tools.hidden = false; });

          var boxes = all("input[name=severity]");
          var showFindings = function () {
            var wanted = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
            var shown = 0;
            all(".finding").forEach(function (finding) {
              finding.hidden = wanted.indexOf(finding.getAttribute("data-severity")) < 0;
              if (!finding.hidden) { shown += 1; }
            });
            all(".file").forEach(function (file) { file.hidden = !file.querySelector(".finding:not([hidden])"); });
            document.getElementById("findings-count").textContent = shown + " shown";
          };
          boxes.forEach(function (box) { box.addEventListener("change", showFindings); });

          var table = document.getElementById("inventory");
          if (table) {
            var body = table.tBodies[0];
            var rows = all("tr", body);
            var words = document.getElementById("site-words");
            var kind = document.getElementById("site-kind");
            var doubt = document.getElementById("site-doubt");
            var showRows = function () {
              var text = words.value.toLowerCase();
              var shown = 0;
              rows.forEach(function (row) {
                row.hidden = (text && row.textContent.toLowerCase().indexOf(text) < 0)
                  || (kind.value && row.getAttribute("data-kind") !== kind.value)
                  || (doubt.checked && !row.querySelector(".bad, .doubtful"));
                if (!row.hidden) { shown += 1; }
              });
              document.getElementById("sites-count").textContent = shown + " of " + rows.length + " shown";
            };
            [words, kind, doubt].forEach(function (field) { field.addEventListener("input", showRows); });
            var key = function (row, column) { return row.cells[column].getAttribute("data-key") || row.cells[column].textContent; };
            all("thead th", table).forEach(function (head, column) {
              var button = document.createElement("button");
              button.type = "button";
              button.textContent = head.textContent;
              head.textContent = "";
              head.appendChild(button);
              button.addEventListener("click", function () {
                var down = head.getAttribute("aria-sort") === "ascending";
                all("thead th", table).forEach(function (other) { other.removeAttribute("aria-sort"); });
                head.setAttribute("aria-sort", down ? "descending" : "ascending");
                rows.sort(function (left, right) {
                  var order = key(left, column).localeCompare(key(right, column), undefined, { numeric: true });
                  return down ? -order : order;
                });
                rows.forEach(function (row) { body.appendChild(row); });
              });
            });
          }

          window.addEventListener("beforeprint", function () { all("details").forEach(function (fold) { fold.open = true; }); });
        })();
        """#
}
