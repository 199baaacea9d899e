using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>
/// The project of one room for nanoFramework's own build, written from the table of rooms: sources and references that only one variant has stand under a
/// condition. The form is that of upstream's samples.
/// </summary>
public sealed class NanoProject(Room room)
{
    private const string Firmware = "firmware/";
    private const string SystemPath = "$(NanoFrameworkProjectSystemPath)";

    public static IReadOnlyList<NanoProject> All { get; } = [.. RoomTable.All.Select(room => new NanoProject(room))];

    public Room Room { get; } = room;

    /// <summary>Folder of the project, relative to the repository's root.</summary>
    public string Folder => Firmware + RoomTable.ProjectFolder(Room.Name);

    public string Path => $"{Folder}/{Room.Name}.nfproj";

    /// <summary>Its number in solutions, the same for ever.</summary>
    public string Id => Room.Name switch
    {
        RoomTable.Application => "5F1C0E3A-6D3C-4B0B-9E5E-3E7C2A4B1D01",
        RoomTable.Native => "5F1C0E3A-6D3C-4B0B-9E5E-3E7C2A4B1D02",
        _ => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Room.Name)).AsSpan(0, 16)).ToString().ToUpperInvariant(),
    };

    public IReadOnlyList<LibraryPackage> Packages => [.. Room.Libraries.Prepend("mscorlib").Select(library => LibraryPackage.Of(library)!).OrderBy(package => package.Id, StringComparer.Ordinal)];

    private IEnumerable<(string Word, Room Room)> Variants =>
        new[] { "simulated", "hardware" }.Select(word => (word, RoomTable.Of(NanoBoardProject.VariantOf(word)).FirstOrDefault(each => each.Name == Room.Name)!)).Where(each => each.Item2 is not null);

    private bool Differs => Variants.Select(each => string.Join('\n', each.Room.Sources.Concat(each.Room.References))).Distinct().Count() > 1;

    public string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            <?xml version="1.0" encoding="utf-8"?>
            <Project ToolsVersion="Current" DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <!-- Written from the table of rooms: IPA_UPDATE=1 with the test NanoProjectTests. -->
              <PropertyGroup Label="Globals">
                <NanoFrameworkProjectSystemPath>$(MSBuildExtensionsPath)\nanoFramework\v1.0\</NanoFrameworkProjectSystemPath>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryBuildTargets>false</ImportDirectoryBuildTargets>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
              </PropertyGroup>
            {Import("NFProjectSystem.Default.props")}
              <PropertyGroup>
                <Configuration Condition=" '$(Configuration)' == '' ">Debug</Configuration>
                <Platform Condition=" '$(Platform)' == '' ">AnyCPU</Platform>
                <ProjectTypeGuids>{"{"}11A8DD76-328B-46DF-9F39-F559912D0360{"}"};{"{"}FAE04EC0-301F-11D3-BF4B-00C04F79EFBC{"}"}</ProjectTypeGuids>
                <ProjectGuid>{"{"}{Id}{"}"}</ProjectGuid>
                <OutputType>{(Room.IsApplication ? "Exe" : "Library")}</OutputType>
                <AppDesignerFolder>Properties</AppDesignerFolder>
                <FileAlignment>512</FileAlignment>
                <RootNamespace>{Room.Name}</RootNamespace>
                <AssemblyName>{Room.Name}</AssemblyName>
                <TargetFrameworkVersion>v1.0</TargetFrameworkVersion>
                <LangVersion>10</LangVersion>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>

            """);
        if (Differs)
        {
            text.Append("    <!-- simulated: virtual time and memory. hardware: registers and memory through the firmware's native code. -->\n");
            text.Append("    <IpaBoard Condition=\" '$(IpaBoard)' == '' \">simulated</IpaBoard>\n");
        }
        text.Append("  </PropertyGroup>\n");
        if (Room.IsNative)
        {
            text.Append("  <PropertyGroup Label=\"nanoFramework\">\n    <!-- Writes the C++ skeletons of the methods for the firmware; the project system's default is false. -->\n    <NFMDP_GENERATE_STUBS>true</NFMDP_GENERATE_STUBS>\n  </PropertyGroup>\n");
        }
        text.Append(Import("NFProjectSystem.props")).Append('\n');
        AppendGroups(text, each => NanoBoardProject.SourcesOf(each), Compile);
        text.Append("  <ItemGroup>\n");
        foreach (LibraryPackage package in Packages)
        {
            text.Append(CultureInfo.InvariantCulture, $"    <Reference Include=\"{package.Assembly}\">\n      <HintPath>{Relative($"{NanoBoardProject.Folder}/packages/{package.Id}.{package.Version}/lib/{package.Assembly}.dll")}</HintPath>\n    </Reference>\n");
        }
        text.Append("  </ItemGroup>\n");
        AppendGroups(text, each => each.References, name => $"    <ProjectReference Include=\"{Relative(All.Single(project => project.Room.Name == name).Path)}\" />\n");
        text.Append("  <ItemGroup>\n    <None Include=\"packages.config\" />\n  </ItemGroup>\n");
        text.Append(Import("NFProjectSystem.CSharp.targets")).Append('\n');
        return text.Append("  <ProjectExtensions>\n    <ProjectCapabilities>\n      <ProjectConfigurationsDeclaredAsItems />\n    </ProjectCapabilities>\n  </ProjectExtensions>\n</Project>\n").ToString();
    }

    public string PackagesText() =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<packages>\n"
        + string.Concat(Packages.Select(package => $"  <package id=\"{package.Id}\" version=\"{package.Version}\" targetFramework=\"netnano1.0\" />\n")) + "</packages>\n";

    /// <summary>Attributes of the assembly; the native surface has its own, with the version that the firmware knows.</summary>
    public string AssemblyInfoText() => $"using System.Reflection;\n\n[assembly: AssemblyTitle(\"{Room.Name}\")]\n[assembly: AssemblyProduct(\"IpaEmbedded\")]\n[assembly: AssemblyVersion(\"0.1.0.0\")]\n";

    private static string Import(string file) => $"  <Import Project=\"{SystemPath}{file}\" Condition=\"Exists('{SystemPath}{file}')\" />";

    // What both variants have, then what only one has.
    private void AppendGroups(StringBuilder text, Func<Room, IEnumerable<string>> entries, Func<string, string> line)
    {
        if (!Differs)
        {
            AppendGroup(text, "", entries(Room), line);
            return;
        }
        List<(string Word, List<string> Entries)> each = [.. Variants.Select(variant => (variant.Word, entries(variant.Room).ToList()))];
        List<string> common = [.. each[0].Entries.Where(entry => each[1].Entries.Contains(entry))];
        AppendGroup(text, "", common, line);
        foreach ((string word, List<string> own) in each)
        {
            AppendGroup(text, $" Condition=\" '$(IpaBoard)' == '{word}' \"", own.Except(common), line);
        }
    }

    private static void AppendGroup(StringBuilder text, string condition, IEnumerable<string> entries, Func<string, string> line)
    {
        string lines = string.Concat(entries.Select(line));
        if (lines.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  <ItemGroup{condition}>\n{lines}  </ItemGroup>\n");
        }
    }

    private string Compile(string path)
    {
        string include = Relative(path);
        return include.StartsWith("..", StringComparison.Ordinal)
            ? $"    <Compile Include=\"{include}\" Link=\"{path[Firmware.Length..].Replace('/', '\\')}\" />\n"
            : $"    <Compile Include=\"{include}\" />\n";
    }

    private string Relative(string path) => System.IO.Path.GetRelativePath(Folder, path).Replace('/', '\\');
}
