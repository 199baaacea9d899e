using System.Reflection;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

/// <summary>Ids stand in reports, suppressions and other people's scripts: what a number has meant once, it means for ever.</summary>
[TestClass]
public sealed class PermanentIdTests
{
    private const string Checks = """
        DT2007 unit_address_matches_reg
        DT2201 node_name_vs_property_name
        DT2202 address_cells_is_cell
        DT2203 size_cells_is_cell
        DT2204 device_type_is_string
        DT2205 model_is_string
        DT2206 status_is_string
        DT2207 label_is_string
        DT2208 compatible_is_string_list
        DT2209 names_is_string_list
        DT2210 property_name_chars_strict
        DT2211 node_name_chars_strict
        DT2212 addr_size_cells
        DT2213 reg_format
        DT2214 ranges_format
        DT2215 dma_ranges_format
        DT2216 unit_address_vs_reg
        DT2217 unit_address_format
        DT2218 pci_bridge
        DT2219 pci_device_reg
        DT2220 pci_device_bus_num
        DT2221 simple_bus_bridge
        DT2222 simple_bus_reg
        DT2223 i2c_bus_bridge
        DT2224 i2c_bus_reg
        DT2225 spi_bus_bridge
        DT2226 spi_bus_reg
        DT2227 avoid_default_addr_size
        DT2228 avoid_unnecessary_addr_size
        DT2229 unique_unit_address
        DT2230 unique_unit_address_if_enabled
        DT2231 obsolete_chosen_interrupt_controller
        DT2232 chosen_node_is_root
        DT2233 chosen_node_bootargs
        DT2234 chosen_node_stdout_path
        DT2235 clocks_property
        DT2236 clocks_is_cell
        DT2237 cooling_device_property
        DT2238 cooling_device_is_cell
        DT2239 dmas_property
        DT2240 dmas_is_cell
        DT2241 hwlocks_property
        DT2242 hwlocks_is_cell
        DT2243 interrupts_extended_property
        DT2244 interrupts_extended_is_cell
        DT2245 io_channels_property
        DT2246 io_channels_is_cell
        DT2247 iommus_property
        DT2248 iommus_is_cell
        DT2249 mboxes_property
        DT2250 mboxes_is_cell
        DT2251 msi_parent_property
        DT2252 msi_parent_is_cell
        DT2253 mux_controls_property
        DT2254 mux_controls_is_cell
        DT2255 phys_property
        DT2256 phys_is_cell
        DT2257 power_domains_property
        DT2258 power_domains_is_cell
        DT2259 pwms_property
        DT2260 pwms_is_cell
        DT2261 resets_property
        DT2262 resets_is_cell
        DT2263 sound_dai_property
        DT2264 sound_dai_is_cell
        DT2265 thermal_sensors_property
        DT2266 thermal_sensors_is_cell
        DT2267 deprecated_gpio_property
        DT2268 gpios_property
        DT2269 interrupts_property
        DT2270 interrupt_provider
        DT2271 alias_paths
        DT2272 graph_nodes
        DT2273 graph_child_address
        DT2274 graph_port
        DT2275 graph_endpoint
        DT2276 always_fail
        DT2277 memory_reservations
        DT2278 interrupt_map
        DT2279 node_name_not_empty
        """;

    private const string Findings = """
        DT1001 UnexpectedText
        DT1002 MissingSemicolon
        DT1003 UnexpectedEnd
        DT1004 MissingVersion
        DT1005 PropertyAfterChild
        DT1006 MalformedInteger
        DT1007 IntegerTooLarge
        DT1008 ElementOutOfRange
        DT1009 ElementWidth
        DT1010 DivisionByZero
        DT1011 CharacterLiteral
        DT1012 EscapeSequence
        DT1013 UnterminatedString
        DT1014 UnterminatedComment
        DT1015 ByteString
        DT1016 ReferenceWidth
        DT1017 TooDeep
        DT1018 ReservationMisplaced
        DT1019 HeaderDisagrees
        DT1020 FileNotFound
        DT1021 IncludeDepth
        DT1022 CommentWithoutLineEnd
        DT1023 TooManyErrors
        DT1024 FileOutsideRoots
        DT1025 TextTooLarge
        DT1101 ErrorDirective
        DT1102 ConditionalUnbalanced
        DT1103 ConditionalExpression
        DT1104 MacroDefinition
        DT1105 MacroArguments
        DT1106 IncludeDirective
        DT1107 MacroRedefined
        DT1108 MacroExpansionTooLarge
        DT1109 WarningDirective
        DT2001 DuplicateNode
        DT2002 DuplicateProperty
        DT2003 NodeNameCharacters
        DT2004 NodeNameFormat
        DT2005 PropertyNameCharacters
        DT2006 NameProperty
        DT2007 UnitAddress
        DT2008 DuplicateLabel
        DT2009 ExplicitPhandle
        DT2010 UnknownReference
        DT2011 UnknownTarget
        DT2012 SymbolExists
        DT2101 BlobTruncated
        DT2102 BlobMagic
        DT2103 BlobVersion
        DT2104 BlobBlock
        DT2105 BlobReserveMap
        DT2106 BlobStructure
        DT2107 BlobName
        DT2108 BlobProperty
        DT2109 BlobDepth
        DT2110 BlobNodePath
        DT2301 OverlayTarget
        DT2302 OverlaySymbol
        DT2303 OverlayFixup
        DT2304 OverlayPhandle
        DT2305 NotExpressible
        DT2306 OverlayWork
        """;

    [TestMethod]
    public void Every_check_keeps_its_id()
    {
        Assert.AreEqual(Checks, string.Join('\n', CheckTable.All.Select(check => check.Id + " " + check.Name).Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void Every_finding_keeps_its_id()
    {
        Assert.AreEqual(Findings, string.Join('\n', typeof(DiagnosticIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetRawConstantValue() + " " + field.Name).Order(StringComparer.Ordinal)));
    }
}
