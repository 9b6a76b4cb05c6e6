import Words

var text = ""
while let line = readLine(strippingNewline: false) { text += line }
for (word, count) in Count(text).byFrequency.prefix(20) {
    print("\(count)\t\(word)")
}
