-- Wireshark dissector for the captures of `ipa boot --capture`: QMAP frames as they cross the IPA (link type USER0)
-- and QMI messages of the IPA service (link type USER1). `ipa wireshark install` puts it where Wireshark looks.
-- The tables between the marks are made from those of ipa itself.

--@tables@--

local qmap = Proto("ipa_qmap", "Qualcomm QMAP")
local qmi = Proto("ipa_qmi", "Qualcomm QMI, IPA service")

local f = {
  command = ProtoField.bool("ipa_qmap.command", "Command", 8, nil, 0x80),
  next_header = ProtoField.bool("ipa_qmap.next_header", "Checksum header follows", 8, nil, 0x40),
  pad = ProtoField.uint8("ipa_qmap.pad", "Padding", base.DEC, nil, 0x3f),
  mux = ProtoField.uint8("ipa_qmap.mux_id", "Mux id"),
  length = ProtoField.uint16("ipa_qmap.length", "Length of packet and padding"),
  up_start = ProtoField.uint16("ipa_qmap.ul.start", "Checksum start"),
  up_enable = ProtoField.bool("ipa_qmap.ul.enable", "Compute checksum", 16, nil, 0x8000),
  up_udp = ProtoField.bool("ipa_qmap.ul.udp", "Packet is UDP", 16, nil, 0x4000),
  up_offset = ProtoField.uint16("ipa_qmap.ul.offset", "Checksum offset", base.DEC, nil, 0x3fff),
  v5_type = ProtoField.uint8("ipa_qmap.v5.type", "Header type", base.DEC, nil, 0xfe),
  v5_valid = ProtoField.bool("ipa_qmap.v5.valid", "Checksum valid or asked for", 8, nil, 0x80),
  down_valid = ProtoField.bool("ipa_qmap.dl.valid", "Checksum valid", 8, nil, 0x01),
  down_start = ProtoField.uint16("ipa_qmap.dl.start", "Checksum start"),
  down_length = ProtoField.uint16("ipa_qmap.dl.length", "Checksummed length"),
  down_value = ProtoField.uint16("ipa_qmap.dl.value", "Checksum value", base.HEX),
  map_name = ProtoField.uint8("ipa_qmap.map.name", "Command name", base.DEC, { [1] = "FLOW_DISABLE", [2] = "FLOW_ENABLE" }),
  map_type = ProtoField.uint8("ipa_qmap.map.type", "Command type", base.DEC, { [0] = "COMMAND", [1] = "ACK", [2] = "UNSUPPORTED", [3] = "INVALID" }, 0x03),
  padding = ProtoField.bytes("ipa_qmap.padding", "Padding bytes"),
  payload = ProtoField.bytes("ipa_qmap.payload", "Bytes that are no IP packet"),
  status = ProtoField.uint8("ipa_qmap.status.opcode", "Status", base.HEX, { [1] = "packet", [2] = "new fragment rule", [4] = "dropped packet", [8] = "suspended packet", [16] = "log", [32] = "DCMP", [64] = "packet, second pass" }),
  exception = ProtoField.uint8("ipa_qmap.status.exception", "Exception", base.HEX, { [0] = "none", [1] = "de-aggregation", [4] = "IP type", [8] = "packet length", [16] = "fragment rule miss", [32] = "software filter", [64] = "NAT" }),
  mask = ProtoField.uint16("ipa_qmap.status.mask", "Mask", base.HEX),
  tag_valid = ProtoField.bool("ipa_qmap.status.tag_valid", "Tag is valid", 16, nil, 0x0010),
  status_length = ProtoField.uint16("ipa_qmap.status.length", "Packet length"),
  source = ProtoField.uint8("ipa_qmap.status.source", "Source endpoint", base.DEC, nil, 0x1f),
  destination = ProtoField.uint8("ipa_qmap.status.destination", "Destination endpoint", base.DEC, nil, 0x1f),
  metadata = ProtoField.uint32("ipa_qmap.status.metadata", "Metadata", base.HEX),
  routing = ProtoField.uint32("ipa_qmap.status.route_rule", "Route rule", base.DEC, nil, 0xffc00000),
  tag = ProtoField.uint64("ipa_qmap.status.tag", "NAT and tag", base.HEX),
  sequence = ProtoField.uint8("ipa_qmap.status.sequence", "Sequence"),
}
qmap.fields = f

local q = {
  kind = ProtoField.uint8("ipa_qmi.type", "Type", base.DEC, kinds),
  transaction = ProtoField.uint16("ipa_qmi.transaction", "Transaction"),
  message = ProtoField.uint16("ipa_qmi.message", "Message", base.HEX, messages),
  length = ProtoField.uint16("ipa_qmi.length", "Length of elements"),
  tag = ProtoField.uint8("ipa_qmi.tag", "Element", base.HEX),
  size = ProtoField.uint16("ipa_qmi.size", "Length"),
  bytes = ProtoField.bytes("ipa_qmi.bytes", "Bytes"),
}
-- A field for every number of every element: ipa_qmi.init_driver.modem_header.start
local numbers = {}
for _, element in ipairs(elements) do
  for _, number in ipairs(element.numbers) do
    local name = "ipa_qmi." .. string.lower(messages[element.message]) .. "." .. element.name
    if #element.numbers > 1 then name = name .. "." .. number.name end
    if numbers[name] == nil then
      local make = ({ ProtoField.uint8, ProtoField.uint16, nil, ProtoField.uint32 })[number.bytes]
      numbers[name] = make(name, #element.numbers > 1 and number.name or element.name, number.bytes == 1 and base.DEC or base.HEX_DEC)
    end
    number.field = numbers[name]
  end
end
local all = {}
for _, field in pairs(q) do all[#all + 1] = field end
for _, field in pairs(numbers) do all[#all + 1] = field end
qmi.fields = all

local malformed = ProtoExpert.new("ipa_qmap.short", "Frame is shorter than it says", expert.group.MALFORMED, expert.severity.WARN)
qmap.experts = { malformed }
local cut = ProtoExpert.new("ipa_qmi.short", "Message is shorter than it says", expert.group.MALFORMED, expert.severity.WARN)
qmi.experts = { cut }

local direction = Field.new("frame.packet_flags_direction")
local comment = Field.new("frame.comment")

local function endpoint_of()
  local text = comment()
  local number = text and string.match(tostring(text.value), "^endpoint (%d+)")
  return number and tonumber(number)
end

local function is_outbound()
  local flags = direction()
  return flags ~= nil and tonumber(tostring(flags.value)) == 2
end

local function is_ip(buffer, at)
  if at >= buffer:len() then return false end
  local version = bit.rshift(buffer(at, 1):uint(), 4)
  return version == 4 or version == 6
end

-- An IP packet goes to Wireshark's own dissectors, which describe it in the columns; anything else is shown as bytes.
local described = false
local function packet(buffer, pinfo, tree, root)
  if buffer:len() == 0 then return end
  if is_ip(buffer, 0) then
    local name = bit.rshift(buffer(0, 1):uint(), 4) == 4 and "ip" or "ipv6"
    Dissector.get(name):call(buffer:tvb(), pinfo, root)
    described = true
  else
    tree:add(f.payload, buffer)
  end
end

-- One QMAP frame at an offset; returns where the next one begins.
local function frame(buffer, at, pinfo, tree, root, outbound)
  local flags = buffer(at, 1):uint()
  local length = buffer(at + 2, 2):uint()
  local header = tree:add(qmap, buffer(at, 4), "QMAP header")
  header:add(f.command, buffer(at, 1))
  header:add(f.next_header, buffer(at, 1))
  header:add(f.pad, buffer(at, 1))
  header:add(f.mux, buffer(at + 1, 1))
  header:add(f.length, buffer(at + 2, 2))
  local pad = bit.band(flags, 0x3f)
  local body = at + 4
  if bit.band(flags, 0x40) ~= 0 and buffer:len() - body >= 4 then
    local v5 = tree:add(qmap, buffer(body, 4), "Checksum header (v5)")
    v5:add(f.v5_type, buffer(body, 1))
    v5:add(f.v5_valid, buffer(body + 1, 1))
    body = body + 4
  elseif outbound and bit.band(flags, 0x80) == 0 and not is_ip(buffer, body) and is_ip(buffer, body + 4) then
    local up = tree:add(qmap, buffer(body, 4), "Uplink checksum header")
    up:add(f.up_start, buffer(body, 2))
    up:add(f.up_enable, buffer(body + 2, 2))
    up:add(f.up_udp, buffer(body + 2, 2))
    up:add(f.up_offset, buffer(body + 2, 2))
    body = body + 4
  end
  local rest = buffer:len() - body
  if length > rest or pad > length then
    tree:add_proto_expert_info(malformed)
    length = math.min(length, rest)
    pad = math.min(pad, length)
  end
  if bit.band(flags, 0x80) ~= 0 then
    if length >= 2 then
      tree:add(f.map_name, buffer(body, 1))
      tree:add(f.map_type, buffer(body + 1, 1))
    end
  elseif length > pad then
    packet(buffer(body, length - pad), pinfo, tree, root)
  end
  if pad > 0 then tree:add(f.padding, buffer(body + length - pad, pad)) end
  local next_at = body + length
  -- Before v4.5 a trailer of eight bytes follows on the way down.
  if not outbound and bit.band(flags, 0xc0) == 0 and buffer:len() - next_at >= 8 then
    local down = tree:add(qmap, buffer(next_at, 8), "Downlink checksum trailer")
    down:add(f.down_valid, buffer(next_at + 1, 1))
    down:add(f.down_start, buffer(next_at + 2, 2))
    down:add(f.down_length, buffer(next_at + 4, 2))
    down:add(f.down_value, buffer(next_at + 6, 2))
    next_at = next_at + 8
  end
  return next_at
end

-- One status element with the packet behind it; returns where the next one begins.
local function status(buffer, at, pinfo, tree, root)
  local element = tree:add(qmap, buffer(at, 32), "Status element")
  element:add(f.status, buffer(at, 1))
  element:add(f.exception, buffer(at + 1, 1))
  element:add_le(f.mask, buffer(at + 2, 2))
  element:add_le(f.tag_valid, buffer(at + 2, 2))
  element:add_le(f.status_length, buffer(at + 4, 2))
  element:add(f.source, buffer(at + 6, 1))
  element:add(f.destination, buffer(at + 7, 1))
  element:add_le(f.metadata, buffer(at + 8, 4))
  element:add_le(f.routing, buffer(at + 12, 4))
  element:add_le(f.tag, buffer(at + 16, 8))
  element:add(f.sequence, buffer(at + 24, 1))
  local length = buffer(at + 4, 2):le_uint()
  local rest = buffer:len() - at - 32
  if length > rest then
    tree:add_proto_expert_info(malformed)
    length = rest
  end
  if length > 0 then packet(buffer(at + 32, length), pinfo, tree, root) end
  -- What aligns the next element is not said in the frame: all that is left belongs to this one if it is shorter than an element.
  local next_at = at + 32 + length
  local left = buffer:len() - next_at
  if left > 0 and left < 32 then
    tree:add(f.padding, buffer(next_at, left))
    next_at = next_at + left
  end
  return next_at
end

function qmap.dissector(buffer, pinfo, root)
  pinfo.cols.protocol = "QMAP"
  local outbound = is_outbound()
  local endpoint = endpoint_of()
  local info = (outbound and "uplink" or "downlink") .. (endpoint and (", endpoint " .. endpoint) or "")
  pinfo.cols.info = info
  local tree = root:add(qmap, buffer(), "Qualcomm QMAP, " .. info)
  local at = 0
  described = false
  -- The endpoint for exceptions has status elements; QMAP's first byte there is its opcode, and the endpoint is repeated in it.
  local has_status = not outbound and buffer:len() >= 32 and endpoint ~= nil and bit.band(buffer(7, 1):uint(), 0x1f) == endpoint
    and buffer(4, 2):le_uint() <= buffer:len() - 32 and not is_ip(buffer, 4)
  while buffer:len() - at >= (has_status and 32 or 4) do
    if has_status then at = status(buffer, at, pinfo, tree, root) else at = frame(buffer, at, pinfo, tree, root, outbound) end
  end
  if at < buffer:len() then tree:add(f.padding, buffer(at)) end
  pinfo.cols.protocol = "QMAP"
  if described then pinfo.cols.info:prepend(info .. ": ") end
  return buffer:len()
end

local function find(message, kind, tag)
  for _, element in ipairs(elements) do
    if element.message == message and element.kind == kind and element.tag == tag then return element end
  end
end

function qmi.dissector(buffer, pinfo, root)
  pinfo.cols.protocol = "QMI"
  if buffer:len() < 7 then
    root:add(qmi, buffer(), "QMI, too short"):add_proto_expert_info(cut)
    return buffer:len()
  end
  local kind = buffer(0, 1):uint()
  local message = buffer(3, 2):le_uint()
  local title = (messages[message] or string.format("message 0x%02x", message)) .. " " .. (kinds[kind] or ("type " .. kind))
  pinfo.cols.info = title .. ", transaction " .. buffer(1, 2):le_uint()
  local tree = root:add(qmi, buffer(), "QMI, IPA service: " .. title)
  tree:add(q.kind, buffer(0, 1))
  tree:add_le(q.transaction, buffer(1, 2))
  tree:add_le(q.message, buffer(3, 2))
  tree:add_le(q.length, buffer(5, 2))
  local at = 7
  while buffer:len() - at >= 3 do
    local tag = buffer(at, 1):uint()
    local size = buffer(at + 1, 2):le_uint()
    if size > buffer:len() - at - 3 then
      tree:add_proto_expert_info(cut)
      size = buffer:len() - at - 3
    end
    local element = find(message, kind, tag)
    local branch = tree:add(qmi, buffer(at, 3 + size), element and element.name or string.format("element 0x%02x", tag))
    branch:add(q.tag, buffer(at, 1))
    branch:add_le(q.size, buffer(at + 1, 2))
    local place = at + 3
    local wanted = 0
    if element then for _, number in ipairs(element.numbers) do wanted = wanted + number.bytes end end
    if element and wanted == size then
      for _, number in ipairs(element.numbers) do
        branch:add_le(number.field, buffer(place, number.bytes))
        place = place + number.bytes
      end
    elseif size > 0 then
      branch:add(q.bytes, buffer(place, size))
    end
    at = at + 3 + size
  end
  if at < buffer:len() then
    tree:add(q.bytes, buffer(at))
    tree:add_proto_expert_info(cut)
  end
  return buffer:len()
end

local encapsulations = wtap_encaps or wtap
local links = DissectorTable.get("wtap_encap")
links:set(encapsulations.USER0, qmap)
links:set(encapsulations.USER1, qmi)
