using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace IpaEmbedded.Mutants.Running;

/// <summary>The tests of an assembly, found by MSTest's attributes without its adapter, and run one by one: a process with discovery for each mutant would take seconds.</summary>
internal sealed class TestAssembly(Assembly assembly)
{
    private const string Framework = "Microsoft.VisualStudio.TestTools.UnitTesting.";

    private readonly Dictionary<MethodInfo, List<TestCase>> _cases = [];
    private readonly HashSet<Type> _begun = [];
    private readonly Type? _contextType = assembly.GetTypes().FirstOrDefault(type => !type.IsAbstract && Bases(type).Any(each => each.FullName == Framework + "TestContext"));
    private readonly FieldInfo[] _shared = [.. assembly.GetTypes().Where(type => !type.ContainsGenericParameters).SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(System.Collections.Concurrent.ConcurrentDictionary<,>))];
    private bool _isBegun;

    /// <summary>Methods that are tests, by name, in the order of their names.</summary>
    public SortedDictionary<string, MethodInfo> Methods { get; } = new(Found(assembly), StringComparer.Ordinal);

    /// <summary>The rows of a method; none if its data cannot be had.</summary>
    public IReadOnlyList<TestCase> CasesOf(MethodInfo method)
    {
        if (!_cases.TryGetValue(method, out List<TestCase>? cases))
        {
            Begin();
            cases = [];
            string name = Name(method);
            Attribute[] sources = [.. method.GetCustomAttributes().Where(attribute => attribute.GetType().GetInterfaces().Any(each => each.FullName == Framework + "ITestDataSource"))];
            foreach (Attribute source in sources)
            {
                try
                {
                    var rows = (IEnumerable<object?[]>)source.GetType().GetMethod("GetData")!.Invoke(source, [method])!;
                    cases.AddRange(rows.Select(row => row).ToList().Select((row, number) => new TestCase(string.Create(CultureInfo.InvariantCulture, $"{name}[{cases.Count + number}]"), method, row)));
                }
                catch (TargetInvocationException)
                {
                    // What it is made of is not on this machine: the test is skipped there, too.
                }
            }
            if (sources.Length == 0)
            {
                cases.Add(new TestCase(name, method, null));
            }
            _cases.Add(method, cases);
        }
        return cases;
    }

    /// <summary>The test of a name that <see cref="CasesOf"/> gave in another process.</summary>
    public TestCase? Find(string name)
    {
        int bracket = name.IndexOf('[', StringComparison.Ordinal);
        return Methods.TryGetValue(bracket < 0 ? name : name[..bracket], out MethodInfo? method) ? CasesOf(method).FirstOrDefault(each => each.Name == name) : null;
    }

    /// <summary>
    /// Empties what tests share: results that they keep in a static <c>ConcurrentDictionary</c> were computed without the mutant that is on now, or with another one.
    /// </summary>
    public void Forget()
    {
        foreach (FieldInfo field in _shared)
        {
            object? shared = field.GetValue(null);
            shared?.GetType().GetMethod("Clear")!.Invoke(shared, null);
        }
    }

    /// <summary>Lets the class of a test initialize itself; false if it cannot, as every test of it will say that runs.</summary>
    public static bool Prepare(TestCase test)
    {
        try
        {
            RuntimeHelpers.RunClassConstructor(test.Method.DeclaringType!.TypeHandle);
            return true;
        }
        catch (TypeInitializationException)
        {
            return false;
        }
    }

    /// <summary>Runs a test; null if it passed, else what it threw.</summary>
    public Exception? Run(TestCase test)
    {
        object? instance = null;
        Type type = test.Method.DeclaringType!;
        try
        {
            Begin();
            if (_begun.Add(type))
            {
                Call(null, type, "ClassInitializeAttribute", Context());
            }
            instance = Make(type);
            Call(instance, type, "TestInitializeAttribute");
            Invoke(instance, test.Method, Arguments(test));
            Call(instance, type, "TestCleanupAttribute");
            return null;
        }
        catch (Exception failure)
        {
            return failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }
    }

    /// <summary>Whether a test says that it cannot run here.</summary>
    public static bool IsSkip(Exception failure) => failure.GetType().Name == "AssertInconclusiveException";

    private static Dictionary<string, MethodInfo> Found(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.IsAbstract && Has(type, "TestClassAttribute") && !Has(type, "IgnoreAttribute"))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => Has(method, "TestMethodAttribute") && !Has(method, "IgnoreAttribute")))
        .ToDictionary(Name);

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";

    private void Begin()
    {
        if (_isBegun)
        {
            return;
        }
        _isBegun = true;
        foreach (Type type in assembly.GetTypes().Where(type => Has(type, "TestClassAttribute")))
        {
            Call(null, type, "AssemblyInitializeAttribute", Context());
        }
    }

    private object? Context() => _contextType is null ? null : Activator.CreateInstance(_contextType);

    private object Make(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().Single();
        object instance = constructor.Invoke([.. constructor.GetParameters().Select(_ => Context())]);
        type.GetProperty("TestContext")?.SetValue(instance, Context());
        return instance;
    }

    private static void Call(object? instance, Type type, string attribute, params object?[] arguments)
    {
        BindingFlags flags = BindingFlags.Public | (instance is null ? BindingFlags.Static : BindingFlags.Instance);
        foreach (MethodInfo method in type.GetMethods(flags).Where(method => Has(method, attribute)))
        {
            Invoke(instance, method, method.GetParameters().Length == 0 ? null : arguments);
        }
    }

    // An array of parameters takes what is left of a row.
    private static object?[]? Arguments(TestCase test)
    {
        ParameterInfo[] parameters = test.Method.GetParameters();
        object?[]? row = test.Row;
        if (row is null || parameters.Length == 0)
        {
            return parameters.Length == 0 ? null : row;
        }
        if (parameters[^1].IsDefined(typeof(ParamArrayAttribute)) && !(row.Length == parameters.Length && (row[^1] is null || parameters[^1].ParameterType.IsInstanceOfType(row[^1]))))
        {
            var rest = Array.CreateInstance(parameters[^1].ParameterType.GetElementType()!, row.Length - parameters.Length + 1);
            for (int i = 0; i < rest.Length; i++)
            {
                rest.SetValue(row[parameters.Length - 1 + i], i);
            }
            return [.. row[..(parameters.Length - 1)], rest];
        }
        return [.. row, .. parameters[row.Length..].Select(parameter => parameter.DefaultValue)];
    }

    private static void Invoke(object? instance, MethodInfo method, object?[]? arguments)
    {
        object? result = method.Invoke(instance, arguments);
        switch (result)
        {
            case Task task:
                task.GetAwaiter().GetResult();
                break;
            case ValueTask task:
                task.AsTask().GetAwaiter().GetResult();
                break;
        }
    }

    private static bool Has(MemberInfo member, string attribute) => member.GetCustomAttributesData().Any(each => Bases(each.AttributeType).Any(type => type.FullName == Framework + attribute));

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? each = type; each is not null; each = each.BaseType)
        {
            yield return each;
        }
    }
}
