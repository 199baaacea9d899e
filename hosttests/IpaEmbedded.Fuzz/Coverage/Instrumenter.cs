using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// Puts a call of <see cref="CoverageMap.Hit"/> at the start of every basic block of an assembly: at the entry of every
/// method, at both sides of every branch, at every target of a switch and at every handler.
/// </summary>
public static class Instrumenter
{
    /// <summary>Rewrites an assembly in place and returns its number of blocks. Numbers follow from the order of the code, so two runs give the same.</summary>
    public static int Instrument(string path) => Instrument(path, typeof(CoverageMap).GetMethod(nameof(CoverageMap.Hit))!);

    /// <summary>The same with another method to call, which takes the number of the block.</summary>
    public static int Instrument(string path, MethodInfo probe)
    {
        int blocks = 0;
        using var assembly = AssemblyDefinition.ReadAssembly(new MemoryStream(File.ReadAllBytes(path)));
        ModuleDefinition module = assembly.MainModule;
        MethodReference hit = module.ImportReference(probe);
        foreach (TypeDefinition type in module.GetTypes())
        {
            foreach (MethodDefinition method in type.Methods.Where(method => method.HasBody))
            {
                blocks += Instrument(method.Body, hit, blocks);
            }
        }
        assembly.Write(path);
        return blocks;
    }

    private static int Instrument(Mono.Cecil.Cil.MethodBody body, MethodReference hit, int number)
    {
        body.SimplifyMacros();
        HashSet<Instruction> all = Starts(body);
        Instruction[] starts = [.. body.Instructions.Where(all.Contains)];
        ILProcessor il = body.GetILProcessor();
        foreach (Instruction start in starts)
        {
            // The instruction itself becomes the probe and a copy of it follows, so that whoever pointed at it points at the probe.
            Instruction copy = il.Create(OpCodes.Nop);
            copy.OpCode = start.OpCode;
            copy.Operand = start.Operand;
            il.InsertAfter(start, copy);
            il.InsertAfter(start, il.Create(OpCodes.Call, hit));
            start.OpCode = OpCodes.Ldc_I4;
            start.Operand = Scatter(number++);
        }
        body.OptimizeMacros();
        return starts.Length;
    }

    private static HashSet<Instruction> Starts(Mono.Cecil.Cil.MethodBody body)
    {
        var starts = new HashSet<Instruction> { body.Instructions[0] };
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                starts.Add(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                starts.UnionWith(targets);
            }
            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is not null)
            {
                starts.Add(instruction.Next);
            }
        }
        starts.UnionWith(body.ExceptionHandlers.Select(handler => handler.HandlerStart));
        return starts;
    }

    /// <summary>Neighbouring numbers far apart, so that the edges of one method do not meet in the map.</summary>
    private static int Scatter(int number) => (int)((uint)number * 0x9E3779B1 >> 16) & (CoverageMap.Size - 1);
}
